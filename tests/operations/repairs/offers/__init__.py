"""Tests of offers of repairs."""
