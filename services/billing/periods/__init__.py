"""Billing periods (账期): whole months, and which of them have been billed (B01, B03)."""
