"""Unit tests of response of repairs."""
