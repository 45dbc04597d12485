"""Unit tests of monthly report of complaints."""
