"""Tests of escalation of complaints."""
