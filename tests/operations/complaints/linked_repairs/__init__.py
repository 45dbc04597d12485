"""Tests of linked repairs of complaints."""
