"""Tests of actions of complaints."""
