"""Attachments (附件) of notices (P09)."""
