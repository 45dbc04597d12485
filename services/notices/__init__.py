"""Notices (公告) and all outgoing messages: who is told what, how, and whether it got there."""
