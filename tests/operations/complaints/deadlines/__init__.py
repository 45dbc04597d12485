"""Tests of deadlines of complaints."""
