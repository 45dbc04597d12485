"""Urgency (紧急, X06): urgent and major cases are made known at once."""
