"""Passwords (密码): which are taken, and their hashes."""
