"""Tests of papers of repairs."""
