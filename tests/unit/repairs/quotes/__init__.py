"""Unit tests of quotes of repairs."""
