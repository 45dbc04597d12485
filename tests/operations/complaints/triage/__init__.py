"""Tests of triage of complaints."""
