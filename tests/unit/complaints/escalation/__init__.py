"""Unit tests of escalation of complaints."""
