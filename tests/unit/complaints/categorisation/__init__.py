"""Unit tests of categorisation of complaints."""
