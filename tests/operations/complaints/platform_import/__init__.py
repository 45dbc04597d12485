"""Tests of platform import of complaints."""
