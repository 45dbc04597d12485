"""Numbers of notices and messages that managers can change."""

from dataclasses import dataclass, field
from datetime import time

from contracts.notices.notices import NoticeKind
from contracts.notices.policy import PaperFor
from contracts.notices.templates import Purpose
from foundation.errors import Contradiction, Said
from foundation.retention_policy import RetentionPolicy

HOURS = Said(
    "通知开始时间须早于结束时间，且在同一天。", "The hours begin before they end, on one day."
)
EACH_KIND = Said("须列出每一类公告。", "Name each kind of notice.")
PAPER = Said("只能是不打印、无法线上通知的住户或未阅住户。", "One of: never, unreachable, unread.")


def _message_channels() -> dict[str, list[str]]:
    return {
        "notice_sent_back": ["portal"],
        "complaint_urgent": ["portal", "wecom", "email"],
        "complaint_escalated": ["portal", "wecom", "email"],
        "complaint_transferred": ["portal", "wecom", "email"],
        "complaint_answered": ["portal"],
        "repair_dispatched": ["portal", "wecom"],
        "repair_quoted": ["portal", "email"],
        "repair_unaccepted": ["portal", "wecom"],
        "repair_response_overdue": ["portal", "wecom"],
        "bill_issued": ["portal"],
        "bill_cancelled": ["portal"],
        "bills_undelivered": ["portal", "wecom"],
        "dunning_reminder": ["portal", "email"],
        "dunning_message": ["portal", "email"],
        "payment_received": ["portal"],
        "visits_assigned": ["portal"],
        "visits_stalled": ["portal", "wecom"],
        "roster_gap": ["portal", "wecom"],
        "role_requested": ["portal", "wecom"],
        "person_left": ["portal"],
        "password_forgotten": ["email", "sms"],
        "key_call_missed": ["portal", "wecom"],
    }


def _notice_paper() -> dict[str, str]:
    return {
        NoticeKind.REMINDER: PaperFor.NEVER,
        NoticeKind.NOTICE: PaperFor.UNREACHABLE,
        NoticeKind.MAJOR: PaperFor.UNREAD,
        NoticeKind.DISCLOSURE: PaperFor.UNREACHABLE,
        NoticeKind.OUTAGE: PaperFor.UNREAD,
        NoticeKind.ACTIVITY: PaperFor.NEVER,
        NoticeKind.PENALTY: PaperFor.UNREACHABLE,
    }


@dataclass(frozen=True)
class NoticesPolicy(RetentionPolicy):
    """Defaults; what differs stands in the table `policies`."""

    keep_messages_days: int = 1_095
    """Messages that were sent, or given up; what a notice reached stays known with it."""
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
    notice_paper: dict[str, str] = field(default_factory=_notice_paper)
    """For which homes notices of a kind fall through to paper. A notice that must be acknowledged
    does so where it was not, unless its kind never does."""
    message_paper: tuple[str, ...] = (
        Purpose.BILL_ISSUED,
        Purpose.BILL_CANCELLED,
        Purpose.COMPLAINT_ANSWERED,
        Purpose.DUNNING_REMINDER,
        Purpose.DUNNING_MESSAGE,
    )
    """Messages that go on paper to homes where nobody can see them or be written to (B02)."""
    telling_opens: str = "08:00"
    telling_closes: str = "20:00"
    """Hours in which people are notified; what comes outside of them leaves when they begin."""
    at_any_hour: tuple[str, ...] = (
        Purpose.NOTICE_SENT_BACK,
        Purpose.COMPLAINT_URGENT,
        Purpose.COMPLAINT_ESCALATED,
        Purpose.COMPLAINT_TRANSFERRED,
        Purpose.REPAIR_DISPATCHED,
        Purpose.REPAIR_UNACCEPTED,
        Purpose.REPAIR_RESPONSE_OVERDUE,
        Purpose.VISITS_ASSIGNED,
        Purpose.VISITS_STALLED,
        Purpose.ROSTER_GAP,
        Purpose.PASSWORD_FORGOTTEN,
        Purpose.ROLE_REQUESTED,
    )
    """Messages that do not wait for those hours: the alarms of the staff."""
    portal_in_hours: tuple[str, ...] = (
        Purpose.BILL_ISSUED,
        Purpose.BILL_CANCELLED,
        Purpose.DUNNING_REMINDER,
        Purpose.DUNNING_MESSAGE,
    )
    """Messages that wait for those hours in the portal as well; others stand there at once."""
    repeat_minutes: int = 60
    """An alarm that is repeated is sent by e-mail and the like again after so many minutes."""
    told_within_hours: int = 72
    """Hours after which nobody is notified any more of what happened."""

    community_name: str = "物业服务中心"
    community_name_en: str = "Property service centre"
    """Who signs the texts to residents."""
    community_phone: str = ""
    """The telephone that it names; if empty, the service line of the configuration."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.hours[0] < self.hours[1]:
            raise Contradiction(HOURS, "telling_opens", "telling_closes")
        if set(self.notice_paper) != set(NoticeKind):
            raise Contradiction(EACH_KIND, "notice_paper")
        if not set(self.notice_paper.values()) <= set(PaperFor):
            raise Contradiction(PAPER, "notice_paper")

    @property
    def hours(self) -> tuple[time, time]:
        """From when to when people are notified."""
        return time.fromisoformat(self.telling_opens), time.fromisoformat(self.telling_closes)

    def paper_for(self, kind: str, *, must_acknowledge: bool) -> PaperFor:
        """For which homes a notice is printed in the end."""
        paper = PaperFor(self.notice_paper[kind])
        stricter = must_acknowledge and paper is PaperFor.UNREACHABLE
        return PaperFor.UNREAD if stricter else paper
