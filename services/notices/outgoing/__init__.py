"""Outgoing messages (发件记录) as the office sees them."""
