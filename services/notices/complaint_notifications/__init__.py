"""Notifications about complaints (投诉通知), and their end."""
