"""Voided receipts (收据作废): asked for at the desk, decided by a second person (B07)."""
