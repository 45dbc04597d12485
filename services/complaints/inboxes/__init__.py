"""Inboxes (部门待接, C14): the cases that wait for their department, begun and ended."""
