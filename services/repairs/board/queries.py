"""The board of repairs: responses kept, follow-ups made, charges paid (R02, R04, R05)."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import func, or_, select

from contracts.repairs.follow_up import FollowUpResult, FollowUpTiming
from contracts.repairs.quotes import QuoteStatus
from contracts.repairs.request_types import FiguresQueryRequest
from foundation.clock import at_local, local_date
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.listing.queries import overdue_follow_ups
from services.repairs.quotes.tables import Quote
from services.repairs.requests.tables import Round

LISTED = 100
"""How many overdue follow-ups the board lists; the search has them all."""
FOUR_PLACES = Decimal("0.0001")


def figures(uow: UnitOfWork, data: FiguresQueryRequest) -> dict[str, Any]:
    """The figures of a period of whole local days; without dates, of the month so far."""
    today = local_date(uow.now)
    until = data["until"] or today
    since = data["since"] or until.replace(day=1)
    span = period(since, until)
    return {
        "since": since,
        "until": until,
        "response": responses(uow, *span),
        "follow_up": follow_ups(uow, *span),
        "charges": charges(uow, *span),
        "overdue_follow_ups": [
            {
                "repair_id": repair.id,
                "number": repair.number,
                "household_id": repair.household_id,
                "building": repair.building,
                "engineer_name": round_.engineer_name,
                "completed_at": round_.completed_at,
                "follow_up_by": round_.follow_up_by,
            }
            for repair, round_ in uow.session.execute(overdue_follow_ups(uow.now, LISTED))
        ],
    }


def period(since: date, until: date) -> tuple[datetime, datetime]:
    """The moments from the start of the first day to the end of the last."""
    return at_local(since, time()), at_local(until + timedelta(days=1), time())


def responses(uow: UnitOfWork, start: datetime, end: datetime) -> dict[str, Any]:
    """Rounds whose response was due in the period, by whether it was kept.

    Still running ones count once they are due. What was cancelled in time was never due; what was
    cancelled after the deadline was missed all the same.
    """
    stopped = func.coalesce(Round.set_out_at, Round.ended_at)
    settled = or_(Round.set_out_at.is_not(None), Round.respond_by < uow.now)
    counted = or_(Round.ended_at.is_(None), Round.ended_at > Round.respond_by)
    statement = (
        select(stopped <= Round.respond_by, func.count())
        .where(Round.respond_by >= start, Round.respond_by < end, settled, counted)
        .group_by(stopped <= Round.respond_by)
    )
    count: Counter[bool] = Counter()
    for kept, number in uow.session.execute(statement):
        count[bool(kept)] += number
    return {
        "due": count.total(),
        "kept": count[True],
        "missed": count[False],
        "share": share(count[True], count.total()),
    }


def follow_ups(uow: UnitOfWork, start: datetime, end: datetime) -> dict[str, Any]:
    """Follow-ups of what was completed in the period."""
    kinds = (Round.follow_up_result, Round.follow_up_timing, Round.follow_up_by < uow.now)
    completed = (Round.completed_at >= start, Round.completed_at < end)
    statement = select(*kinds, func.count()).where(*completed).group_by(*kinds)
    made: Counter[str] = Counter()
    waiting: Counter[bool] = Counter()
    unreached = 0
    for result, when, late, number in uow.session.execute(statement):
        if result is None:
            waiting[bool(late)] += number
        elif when is None:
            unreached += number
        else:
            made[when] += number
    solved, average = uow.session.execute(
        select(
            func.count().filter(Round.follow_up_result == FollowUpResult.SOLVED),
            func.sum(Round.rating) * Decimal("1.0") / func.nullif(func.count(Round.rating), 0),
        ).where(*completed)
    ).one()
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


def charges(uow: UnitOfWork, start: datetime, end: datetime) -> dict[str, Any]:
    """What was charged in the period and how much of it is paid, in yuan."""
    statement = (
        select(Quote.status, func.sum(Quote.amount), func.count())
        .where(Quote.charged_at >= start, Quote.charged_at < end)
        .group_by(Quote.status)
    )
    sums = {status: (amount, number) for status, amount, number in uow.session.execute(statement)}
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
