"""Intake (受理, C01, C02): a contact becomes a case."""
