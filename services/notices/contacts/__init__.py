"""Contacts (联系方式): where people can be reached, and who can log in."""
