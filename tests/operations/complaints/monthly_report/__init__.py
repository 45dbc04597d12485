"""Tests of monthly report of complaints."""
