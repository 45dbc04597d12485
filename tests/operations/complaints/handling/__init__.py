"""Tests of handling of complaints."""
