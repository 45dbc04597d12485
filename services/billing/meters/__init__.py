"""Meters (表计): what they showed, recorded and corrected (B21)."""
