"""Tests of papers of complaints."""
