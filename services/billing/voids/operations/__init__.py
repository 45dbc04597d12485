"""Requests to void a receipt; voiding it by reversal."""
