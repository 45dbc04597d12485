"""Requests (报修, `WX`, R01): a repair, its rounds, and the states that it goes through."""
