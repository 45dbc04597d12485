"""Tests of board of complaints."""
