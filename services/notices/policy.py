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
        "complaint_taken_over": ["portal"],
        "complaint_sent_back": ["portal", "wecom", "email"],
        "complaint_not_taken_over": ["portal", "wecom", "email"],
        "call_back_missed": ["portal", "wecom"],
        "first_answer_missed": ["portal", "wecom"],
        "complaint_unattended": ["portal", "wecom"],
        "desk_wait_long": ["portal", "wecom"],
        "concealment_suspected": ["portal", "wecom"],
        "complaint_answered": ["portal"],
        "complaint_mention": ["portal"],
        "complaint_supplemented": ["portal"],
        "complaint_replied": ["portal"],
        "complaint_withdrawn": ["portal"],
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
        "second_factor_relaxed": ["portal", "email", "wecom"],
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
    """Defaults; what differs stands in the table `policies`.

    What each value means, and what it may hold, stands in `contracts/notices/policy.py`.
    """

    keep_messages_days: int = 1_095
    reach_hours: int = 48
    fall_through: tuple[str, ...] = ("email", "sms", "wecom", "dingtalk")
    photo_hours: int = 24
    photo_max_mb: int = 5
    file_max_mb: int = 5
    file_limit: int = 9
    retry_minutes: tuple[int, ...] = (1, 5, 30, 120, 360)
    message_channels: dict[str, list[str]] = field(default_factory=_message_channels)
    notice_paper: dict[str, str] = field(default_factory=_notice_paper)
    message_paper: tuple[str, ...] = (
        Purpose.BILL_ISSUED,
        Purpose.BILL_CANCELLED,
        Purpose.COMPLAINT_ANSWERED,
        Purpose.DUNNING_REMINDER,
        Purpose.DUNNING_MESSAGE,
    )
    telling_opens: str = "08:00"
    telling_closes: str = "20:00"
    at_any_hour: tuple[str, ...] = (
        Purpose.NOTICE_SENT_BACK,
        Purpose.COMPLAINT_URGENT,
        Purpose.COMPLAINT_ESCALATED,
        Purpose.COMPLAINT_TRANSFERRED,
        Purpose.COMPLAINT_TAKEN_OVER,
        Purpose.COMPLAINT_SENT_BACK,
        Purpose.COMPLAINT_NOT_TAKEN_OVER,
        Purpose.CALL_BACK_MISSED,
        Purpose.COMPLAINT_MENTION,
        Purpose.COMPLAINT_SUPPLEMENTED,
        Purpose.FIRST_ANSWER_MISSED,
        Purpose.COMPLAINT_UNATTENDED,
        Purpose.DESK_WAIT_LONG,
        Purpose.REPAIR_DISPATCHED,
        Purpose.REPAIR_UNACCEPTED,
        Purpose.REPAIR_RESPONSE_OVERDUE,
        Purpose.VISITS_ASSIGNED,
        Purpose.VISITS_STALLED,
        Purpose.ROSTER_GAP,
        Purpose.PASSWORD_FORGOTTEN,
        Purpose.ROLE_REQUESTED,
    )
    portal_in_hours: tuple[str, ...] = (
        Purpose.BILL_ISSUED,
        Purpose.BILL_CANCELLED,
        Purpose.DUNNING_REMINDER,
        Purpose.DUNNING_MESSAGE,
    )
    repeat_minutes: int = 60
    told_within_hours: int = 72

    community_name: str = "物业服务中心"
    community_name_en: str = "Property service centre"
    community_phone: str = ""

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
