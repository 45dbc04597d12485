"""Audience (受众): whom a notice is addressed to."""
