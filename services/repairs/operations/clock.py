"""The response clock of a round, between its columns and the rule (R02)."""

from services.repairs.domain.response import ResponseClock
from services.repairs.tables import Round


def write(round_: Round, clock: ResponseClock) -> None:
    """Set the clock of a round."""
    round_.clock_started_at = clock.started_at
    round_.limit_minutes = clock.limit_minutes
    round_.carried_minutes = clock.carried_minutes
    round_.around_the_clock = clock.around_the_clock
    round_.respond_by = clock.respond_by
    round_.provisional = clock.provisional


def read(round_: Round) -> ResponseClock:
    """The clock of a round."""
    return ResponseClock(
        started_at=round_.clock_started_at,
        limit_minutes=round_.limit_minutes,
        around_the_clock=round_.around_the_clock,
        respond_by=round_.respond_by,
        provisional=round_.provisional,
        carried_minutes=round_.carried_minutes,
    )
