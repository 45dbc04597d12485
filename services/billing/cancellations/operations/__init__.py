"""Requests to cancel; taking back one bill, or a run in batches."""
