"""Webhooks: kept, filled by events, sent, shown."""
