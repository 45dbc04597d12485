"""Notifications written, counted, left out, and ended."""
