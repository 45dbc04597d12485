"""Repairs (报修): requests, work orders, dispatch, quotes, follow-ups."""
