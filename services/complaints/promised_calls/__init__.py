"""Promised calls (C04): the one of a case that is still to be made, begun and ended."""
