"""Tests of taking over what was transferred (C14)."""
