"""Workflow (公告流程): a notice, its versions, and what its state allows."""
