"""Tests of privacy of repairs."""
