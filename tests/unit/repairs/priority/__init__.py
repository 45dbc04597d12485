"""Unit tests of priority of repairs."""
