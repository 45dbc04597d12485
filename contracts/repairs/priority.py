"""Priority (紧急程度, R02): what a request starts with, and what danger demands."""

from contracts.code import BAD, WAITING, Code


class Priority(Code):
    """How soon the engineer must set out (R02)."""

    EMERGENCY = "emergency", "紧急", "Emergency", BAD
    """System unusable or danger; 2 hours around the clock."""
    SERIOUS = "serious", "严重", "Serious", WAITING
    """24 hours of service time."""
    GENERAL = "general", "一般", "Ordinary"
    """48 hours of service time."""
