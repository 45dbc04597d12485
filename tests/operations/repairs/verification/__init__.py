"""Tests of verification of repairs."""
