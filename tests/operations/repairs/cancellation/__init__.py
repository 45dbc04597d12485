"""Tests of cancellation of repairs."""
