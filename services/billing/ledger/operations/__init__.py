"""Booking, and telling of single charges that are settled by it."""
