"""Tests of timeline of complaints."""
