"""Tests of hot issues."""
