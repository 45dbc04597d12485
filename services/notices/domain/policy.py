"""Numbers of notices and messages that managers can change."""

from dataclasses import dataclass, field


def _message_channels() -> dict[str, list[str]]:
    return {
        "notice_sent_back": ["portal"],
        "complaint_urgent": ["portal", "wecom", "email"],
        "complaint_escalated": ["portal", "wecom", "email"],
        "complaint_answered": ["portal"],
        "repair_dispatched": ["portal", "wecom"],
        "repair_unaccepted": ["portal", "wecom"],
        "repair_response_overdue": ["portal", "wecom"],
        "bill_issued": ["portal"],
        "dunning_reminder": ["portal", "email"],
        "dunning_message": ["portal", "email"],
        "payment_received": ["portal"],
        "visits_assigned": ["portal"],
    }


@dataclass(frozen=True)
class NoticesPolicy:
    """Defaults; what differs stands in the table `policies`."""

    reach_hours: int = 48
    """Hours after which those not reached fall through to the next channel (N04)."""
    fall_through: tuple[str, ...] = ("email", "sms", "wecom", "dingtalk")
    """The order of channels for those not reached; paper at the door comes after the last."""
    photo_hours: int = 24
    """Hours after publication by which a photo from each building is due (N02)."""
    photo_max_mb: int = 5
    """Megabytes that a photo may have."""
    retry_minutes: tuple[int, ...] = (1, 5, 30, 120, 360)
    """Minutes between attempts to send; after the last one a message is undeliverable."""
    message_channels: dict[str, list[str]] = field(default_factory=_message_channels)
    """By which channels each kind of message goes, at once; those not configured are left out."""
