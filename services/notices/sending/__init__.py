"""Sending (发送): what waits is claimed, sent, recorded, tried again."""
