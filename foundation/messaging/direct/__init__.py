"""Messaging within one process: methods are called directly, events go straight to handlers."""
