"""Reads of billing: set-based, one query per question."""
