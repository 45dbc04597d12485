"""Tests of attachments of door visits."""
