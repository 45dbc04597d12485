"""Tests of handover of complaints."""
