"""Unit tests of platform messages of complaints."""
