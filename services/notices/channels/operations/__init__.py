"""Handing a message over to its channel."""
