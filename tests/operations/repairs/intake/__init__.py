"""Tests of intake of repairs."""
