"""Notifications about repairs (报修通知), and their end."""
