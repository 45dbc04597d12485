"""Attackers and what they send."""
