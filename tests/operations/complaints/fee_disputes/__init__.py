"""Tests of fee disputes of complaints."""
