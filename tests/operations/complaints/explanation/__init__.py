"""Tests of explanation of complaints."""
