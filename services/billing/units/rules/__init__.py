"""The unit, and stretches of days on which nothing about it changes."""
