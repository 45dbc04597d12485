"""Unit tests of return visits of complaints."""
