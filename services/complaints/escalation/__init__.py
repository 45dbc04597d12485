"""Escalation (升级上报, X08, X09): which tier is told of a case, and when."""
