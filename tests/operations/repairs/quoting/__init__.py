"""Tests of quoting of repairs."""
