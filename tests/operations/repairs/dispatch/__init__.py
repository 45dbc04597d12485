"""Tests of dispatch of repairs."""
