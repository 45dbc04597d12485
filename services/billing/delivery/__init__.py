"""Delivery of bills (账单送达): who brought them, and which have not arrived (B02)."""
