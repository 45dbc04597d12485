"""Handover (交接, R08): an engineer who leaves leaves no order behind."""
