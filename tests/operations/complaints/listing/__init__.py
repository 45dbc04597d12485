"""Tests of listing of complaints."""
