"""How long is kept what piles up (保存期限): policy of every service."""

from dataclasses import dataclass

LONGEST_SENT = 30
"""Days after which no outbox can bring an event back."""
LEAST_OF_CASES = 1_095
"""Days: three years, within which either side may go to court about it (Civil Code 188)."""


def require_years(days: int) -> None:
    """Raise ValueError for less than what papers of a case must be kept."""
    if 0 < days < LEAST_OF_CASES:
        raise ValueError(f"It is kept for {LEAST_OF_CASES} days or more: claims last three years.")


@dataclass(frozen=True)
class RetentionPolicy:
    """Days; 0 keeps for good. A service's policy has these beside its own."""

    keep_answers_days: int = 30
    """Answers to writes with an idempotency key: as long as a client may ask for one again."""
    keep_keys_days: int = 400
    """That something was done under a key."""
    keep_audit_days: int = 3_650
    """Who changed what, with before and after."""
    keep_deadlines_days: int = 730
    """Deadlines that were processed or are no longer wanted."""
    keep_dead_letters_days: int = 400
    """Events that could not be processed."""
    keep_sent_days: int = 7
    """Events after they were handed on: as long as `resend` can bring them back."""
    keep_worked_days: int = 90
    """That an event was processed: longer than any outbox or queue can bring it back."""

    def __post_init__(self) -> None:
        if not 1 <= self.keep_sent_days <= LONGEST_SENT:
            raise ValueError(f"Events are kept for 1 to {LONGEST_SENT} days after they were sent.")
        if 0 < self.keep_worked_days < 2 * LONGEST_SENT:
            raise ValueError(
                f"An event is known again for {2 * LONGEST_SENT} days or more: "
                "else one that is sent again would be processed twice."
            )
