"""Attachments (附件) of door visits (B04, P09)."""
