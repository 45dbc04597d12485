"""Escalation (升级上报, X08, X09): which tier is notified of a case, and when."""
