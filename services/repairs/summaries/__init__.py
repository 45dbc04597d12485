"""Summaries (报修概况): a repair as lists and actions show it."""
