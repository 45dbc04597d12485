"""Complaints (投诉): intake, tiers, answers, return visits, statistics."""
