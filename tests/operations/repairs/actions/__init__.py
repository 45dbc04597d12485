"""Tests of actions of repairs."""
