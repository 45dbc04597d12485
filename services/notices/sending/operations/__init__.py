"""Senders, and what they do with each message."""
