"""Tests of platform replies of complaints."""
