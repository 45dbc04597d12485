"""Tests of board of repairs."""
