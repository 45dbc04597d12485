"""Reads of contacts: addresses, and who sees the portal."""
