"""Tests of trends of complaints."""
