"""Urgency (紧急, X06): urgent and major cases are made known at once."""

from contracts.code import BAD, Code


class UrgentReason(Code):
    """Why everybody concerned is told at once (X06)."""

    URGENT = "urgent", "紧急", "Urgent", BAD
    MAJOR = "major", "重大", "Major", BAD
