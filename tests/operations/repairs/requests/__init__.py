"""Tests of requests of repairs."""
