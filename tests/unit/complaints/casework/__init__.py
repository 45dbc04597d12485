"""Unit tests of casework of complaints."""
