"""Attachments (附件, C13): photos and papers of a case."""
