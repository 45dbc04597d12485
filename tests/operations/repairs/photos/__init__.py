"""Tests of photos of repairs."""
