"""Refunds (退款): credit is paid out once a second person approves (B10)."""
