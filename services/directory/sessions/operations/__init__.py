"""Logging in and out, and the sessions that this opens and ends."""
