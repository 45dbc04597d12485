"""Tests of categories of complaints."""
