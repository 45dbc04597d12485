"""Tests of pauses of complaints."""
