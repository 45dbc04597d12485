"""The board of repairs: responses kept, follow-ups made, charges paid (R02, R04, R05)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from sqlalchemy import and_, bindparam, func, or_, select

from contracts.repairs.follow_up import FollowUpResult, FollowUpTiming
from contracts.repairs.quotes import QuoteStatus
from contracts.repairs.request_types import FiguresQueryRequest
from foundation.clock import at_local, local_date
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.listing.queries import OVERDUE_FOLLOW_UPS
from services.repairs.quotes.tables import Quote
from services.repairs.requests.tables import Round

LISTED = 100
"""How many overdue follow-ups the board lists; the search has them all."""
FOUR_PLACES = Decimal("0.0001")
START: Final[Any] = bindparam("start")
END: Final[Any] = bindparam("end")
NOW: Final[Any] = bindparam("now")
IN_TIME: Final = func.coalesce(Round.set_out_at, Round.ended_at) <= Round.respond_by
RESPONSES: Final = (
    select(IN_TIME, func.count())
    .where(
        Round.respond_by >= START,
        Round.respond_by < END,
        or_(Round.set_out_at.is_not(None), Round.respond_by < NOW),
        or_(Round.ended_at.is_(None), Round.ended_at > Round.respond_by),
    )
    .group_by(IN_TIME)
)
COMPLETED: Final = and_(Round.completed_at >= START, Round.completed_at < END)
KINDS: Final = (Round.follow_up_result, Round.follow_up_timing, Round.follow_up_by < NOW)
FOLLOW_UPS: Final = select(*KINDS, func.count()).where(COMPLETED).group_by(*KINDS)
WORDS: Final = select(
    func.count().filter(Round.follow_up_result == FollowUpResult.SOLVED),
    func.sum(Round.rating) * Decimal("1.0") / func.nullif(func.count(Round.rating), 0),
).where(COMPLETED)
CHARGES: Final = (
    select(Quote.status, func.sum(Quote.amount), func.count())
    .where(Quote.charged_at >= START, Quote.charged_at < END)
    .group_by(Quote.status)
)


def figures(uow: UnitOfWork, data: FiguresQueryRequest) -> dict[str, Any]:
    """The figures of a period of whole local days; without dates, of the month so far."""
    today = local_date(uow.now)
    until = data["until"] or today
    since = data["since"] or until.replace(day=1)
    start, end = period(since, until)
    span = {"start": start, "end": end}
    return {
        "since": since,
        "until": until,
        "response": responses(uow, span),
        "follow_up": follow_ups(uow, span),
        "charges": charges(uow, span),
        "overdue_follow_ups": [
            {
                "repair_id": row.id,
                "community_id": row.community_id,
                "number": row.number,
                "household_id": row.household_id,
                "building": row.building,
                "engineer_name": row.engineer_name,
                "completed_at": row.completed_at,
                "follow_up_by": row.follow_up_by,
            }
            for row in uow.rows(OVERDUE_FOLLOW_UPS, now=uow.now, most=LISTED)
        ],
    }


def period(since: date, until: date) -> tuple[datetime, datetime]:
    """The moments from the start of the first day to the end of the last."""
    return at_local(since, time()), at_local(until + timedelta(days=1), time())


def responses(uow: UnitOfWork, span: Mapping[str, datetime]) -> dict[str, Any]:
    """Rounds whose response was due in the period, by whether it was kept.

    Still running ones count once they are due. What was cancelled in time was never due; what was
    cancelled after the deadline was missed all the same.
    """
    count: Counter[bool] = Counter()
    for kept, number in uow.rows(RESPONSES, now=uow.now, **span):
        count[bool(kept)] += number
    return {
        "due": count.total(),
        "kept": count[True],
        "missed": count[False],
        "share": share(count[True], count.total()),
    }


def follow_ups(uow: UnitOfWork, span: Mapping[str, datetime]) -> dict[str, Any]:
    """Follow-ups of what was completed in the period."""
    made: Counter[str] = Counter()
    waiting: Counter[bool] = Counter()
    unreached = 0
    for result, when, late, number in uow.rows(FOLLOW_UPS, now=uow.now, **span):
        if result is None:
            waiting[bool(late)] += number
        elif when is None:
            unreached += number
        else:
            made[when] += number
    ((solved, average),) = uow.rows(WORDS, **span)
    due = made.total() + waiting[True]
    return {
        "completed": made.total() + waiting.total() + unreached,
        "due": due,
        "followed_up": made.total(),
        **{timing.value: made[timing] for timing in FollowUpTiming},
        "overdue": waiting[True],
        "unreached": unreached,
        "rate": share(made.total(), due),
        "solved": solved,
        "average_rating": None if average is None else f"{Decimal(average):.2f}",
    }


def charges(uow: UnitOfWork, span: Mapping[str, datetime]) -> dict[str, Any]:
    """What was charged in the period and how much of it is paid, in yuan."""
    sums = {status: (amount, number) for status, amount, number in uow.rows(CHARGES, **span)}
    unpaid, unpaid_count = sums.get(QuoteStatus.CHARGED, (ZERO, 0))
    paid, _ = sums.get(QuoteStatus.PAID, (ZERO, 0))
    return {
        "charged": paid + unpaid,
        "paid": paid,
        "unpaid": unpaid,
        "unpaid_count": unpaid_count,
    }


def share(part: int, whole: int) -> str | None:
    """part ÷ whole with four decimals, or None of nothing."""
    if not whole:
        return None
    return str((Decimal(part) / whole).quantize(FOUR_PLACES, ROUND_HALF_UP))
