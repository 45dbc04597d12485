"""Booking, and the event of single charges that are settled by it."""
