"""Tests of listing of repairs."""
