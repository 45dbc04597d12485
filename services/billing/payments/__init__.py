"""Payments (缴费) and their receipts (收据): applied once, to the oldest debt first (B07, B10)."""
