"""Tests of privacy of complaints."""
