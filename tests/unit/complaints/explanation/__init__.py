"""Unit tests of explanation of complaints."""
