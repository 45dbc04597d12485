"""Webhooks (事件推送): what others' programs are told of (P06)."""
