"""Intake (报修受理, R01, X04): a request, by a person or for a complaint."""
