"""Billing (收费与催缴): fees, bills, payments, the ledger, dunning and collection figures."""
