"""The rules of dunning in force: policy and calendar, as decisions are made by (B12)."""

from collections.abc import Callable
from datetime import date, datetime

from foundation.calendar import public_holiday
from foundation.clock import at_local, local_date
from foundation.scope import own
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.daily import operations as daily
from services.billing.ladder.rules import DAY, Rules
from services.billing.policy import BillingPolicy


def rules(uow: UnitOfWork, not_before: date | None = None) -> Rules:
    """The rules; no step is taken on public holidays, nor before a day if one is given."""
    policy = uow.policy(BillingPolicy)
    waits = policy.visit_waits_days if policy.visit_not_made == "go_on" else None
    return Rules(
        steps=policy.ladder(),
        least=policy.least_amounts(),
        takes_on=working_from(not_before or date.min, policy.dunning_on_holidays),
        visit_waits_days=waits,
        visit_within_days=policy.visit_within_days,
    )


def working_from(first: date, on_holidays: bool) -> Callable[[date], bool]:
    """Whether steps are taken on a day."""
    return lambda day: day >= first and (on_holidays or not public_holiday(day))


def rules_ahead(uow: UnitOfWork) -> Rules:
    """The rules as they are for steps still to come: today counts unless its hour has passed."""
    return rules(uow, next_round(uow))


def next_round(uow: UnitOfWork) -> date:
    """The next day on which steps are looked at; holidays are not looked at here."""
    today = daily.today(uow)
    waiting = uow.deadlines.waiting(daily.TAKE_STEPS, own(daily.SUBJECT))
    comes = min((local_date(one.due_at) for one in waiting), default=today)
    if comes > today:
        return comes
    return today if uow.now < closes(uow) else today + DAY


def closes(uow: UnitOfWork) -> datetime:
    """The moment from which on steps wait for the next morning."""
    _, until = uow.policy(BillingPolicy).dunning_hours()
    return at_local(daily.today(uow), until)
