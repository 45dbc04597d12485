"""Tests of return visits of complaints."""
