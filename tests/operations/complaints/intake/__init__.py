"""Tests of intake of complaints."""
