"""Notifications about roster and role requests (值班与审批通知), and their end."""
