"""Reads of the archive: whose entry, which side, what is shown."""
