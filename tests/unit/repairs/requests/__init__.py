"""Unit tests of requests of repairs."""
