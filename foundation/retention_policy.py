"""How long is kept what piles up (保存期限): policy of every service."""

from collections.abc import Mapping
from dataclasses import dataclass

from foundation.errors import Contradiction, Said

LONGEST_SENT = 30
"""Days after which no outbox can bring an event back."""
LEAST_OF_CASES = 1_095
"""Days: three years, within which either side may go to court about it (Civil Code 188)."""
LEAST_OF_LOGS = 183
"""Days: half a year, for which it is kept at least who did what (Cybersecurity Law 21)."""
LOGS = (
    "keep_audit_days",
    "keep_looks_days",
    "keep_ended_days",
    "keep_logins_days",
    "keep_former_staff_days",
)
FLOORS: Mapping[str, int] = dict.fromkeys(LOGS, LEAST_OF_LOGS) | {
    "keep_messages_days": LEAST_OF_CASES
}
"""The least that counts of values by which evidence goes, in whichever service (P08)."""


LONG_ENOUGH = Said(
    f"须保存{LEAST_OF_CASES}天以上：诉讼时效为三年。",
    f"It is kept for {LEAST_OF_CASES} days or more: claims last three years.",
)
SENT = Said(
    f"已发出的事件保存1至{LONGEST_SENT}天。",
    f"Events are kept for 1 to {LONGEST_SENT} days after they were sent.",
)
KNOWN_AGAIN = Said(
    f"已处理的事件至少保存{2 * LONGEST_SENT}天，否则补发的事件会重复处理。",
    f"An event is known again for {2 * LONGEST_SENT} days or more: "
    "else one that is sent again would be processed twice.",
)


def require_years(days: int, name: str) -> None:
    """Raise `Contradiction` for less than what papers of a case must be kept."""
    if 0 < days < LEAST_OF_CASES:
        raise Contradiction(LONG_ENOUGH, name)


@dataclass(frozen=True)
class RetentionPolicy:
    """Days; 0 keeps for good. A service's policy has these beside its own.

    What each is about stands in the contracts (`contracts.policy.OF_EVERY_SERVICE`). Less than the
    law asks for, which an earlier release took, counts as that: nothing goes before.
    """

    keep_answers_days: int = 30
    keep_keys_days: int = 400
    keep_audit_days: int = 3_650
    keep_deadlines_days: int = 730
    keep_dead_letters_days: int = 400
    keep_sent_days: int = 7
    keep_worked_days: int = 90

    def __post_init__(self) -> None:
        if not 1 <= self.keep_sent_days <= LONGEST_SENT:
            raise Contradiction(SENT, "keep_sent_days")
        if 0 < self.keep_worked_days < 2 * LONGEST_SENT:
            raise Contradiction(KNOWN_AGAIN, "keep_worked_days")
        hold_floors(self)


def hold_floors(policy: RetentionPolicy) -> None:
    """Have the values that a policy has be no less than their floors."""
    for name, least in FLOORS.items():
        if 0 < getattr(policy, name, 0) < least:
            object.__setattr__(policy, name, least)
