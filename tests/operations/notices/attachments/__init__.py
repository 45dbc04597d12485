"""Attachments of notices."""
