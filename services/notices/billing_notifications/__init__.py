"""Notifications about bills, payments and visits (收费通知), and their end."""
