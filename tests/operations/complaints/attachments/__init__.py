"""Tests of attachments of cases."""
