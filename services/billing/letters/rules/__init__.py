"""Debts as people say them, and the texts about them."""
