"""Reach (触达): whom a notice has reached, and which channel is next."""
