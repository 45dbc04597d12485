"""Billing (收费与催缴): what others know of fees, bills, payments and dunning."""
