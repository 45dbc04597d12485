"""Tests of answers of complaints."""
