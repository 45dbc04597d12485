"""Household codes."""
