"""Handover (交接, C01): who leaves leaves no case behind."""
