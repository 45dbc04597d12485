"""Unit tests of deadlines of complaints."""
