"""Initials of names (拼音首字母) of those who were entered without them."""
