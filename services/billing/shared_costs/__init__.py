"""Shared costs (公摊): a month's total is divided once among the units (B01)."""
