"""Notifications (通知): written, repeated in one message, over at their end."""
