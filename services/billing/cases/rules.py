"""What a household is notified of on a day: once, of all it owes, by its furthest step (B12,
B18)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from contracts.billing.ladder import DunningStep
from foundation.money import ZERO
from services.billing.ladder.rules import (
    DAY,
    ORDER,
    Case,
    Decision,
    Rest,
    Rules,
    Verdict,
    decide,
    rested,
    taken,
    waits_until,
)

NOTIFYING = frozenset({DunningStep.REMINDER, DunningStep.MESSAGE, DunningStep.LETTER})
"""Steps whose text goes to the household; the others are a call at the door and an inner paper."""


@dataclass(frozen=True)
class Standing:
    """A case of the household and what is owed on it."""

    case: Case
    owed: Decimal


@dataclass(frozen=True)
class Household:
    """All cases of one household that are not over, oldest first."""

    standings: Sequence[Standing]
    rests: Sequence[Rest] = ()
    credit: Decimal = ZERO

    @property
    def owed(self) -> Decimal:
        """All that is owed, due or not."""
        return sum((one.owed for one in self.standings), ZERO)


def decide_all(home: Household, rules: Rules, on: date) -> list[Decision]:
    """What is to be done for each case of a household on a day, in their order."""
    if is_covered(home):
        return [covered(one) for one in home.standings]
    singly = [decide(one.case, rules, on, one.owed, home.rests) for one in home.standings]
    found = [weighed(home, rules, on, decision) for decision in singly]
    due = [
        (one.owed, decision)
        for one, decision in zip(home.standings, found, strict=True)
        if is_due(decision)
    ]
    worth = [decision for _, decision in due if reached(due, decision) >= least(rules, decision)]
    notifying = [
        decision.step for decision in worth if decision.step and decision.step in NOTIFYING
    ]
    furthest = max(notifying, key=ORDER.__getitem__, default=None)
    return [
        settled_on(decision, worth, furthest, rules, on) if is_due(decision) else decision
        for decision in found
    ]


def is_covered(home: Household) -> bool:
    """Whether credit is there for all that is owed."""
    return home.owed > 0 and home.credit >= home.owed


def covered(one: Standing) -> Decision:
    """Nobody with a balance of zero or more is dunned."""
    return Decision(Verdict.COVERED if one.owed > 0 else Verdict.SETTLED)


def weighed(home: Household, rules: Rules, on: date, decision: Decision) -> Decision:
    """A visit that is yet to be made, unless the household owes too little for one."""
    if decision.verdict != Verdict.VISIT or decision.visit_by:
        return decision
    if overdue(home, on) >= rules.least_of(DunningStep.VISIT):
        return decision
    return replace(decision, verdict=Verdict.SMALL)


def overdue(home: Household, on: date) -> Decimal:
    """What is owed past its due date."""
    return sum((one.owed for one in home.standings if one.case.due_date < on), ZERO)


def is_due(decision: Decision) -> bool:
    """Whether something would be written; a visit that was made only has to be noted."""
    return decision.verdict == Verdict.TAKE and decision.step != DunningStep.VISIT


def reached(due: Sequence[tuple[Decimal, Decision]], decision: Decision) -> Decimal:
    """What is owed on the cases that have come as far as this step, and are due today."""
    return sum((owed for owed, other in due if rank(other) >= rank(decision)), ZERO)


def rank(decision: Decision) -> int:
    """How far up the ladder."""
    return ORDER[decision.step] if decision.step else -1


def least(rules: Rules, decision: Decision) -> Decimal:
    """Yuan from which the step is worth it."""
    return rules.least_of(decision.step) if decision.step else ZERO


def settled_on(
    decision: Decision,
    worth: Sequence[Decision],
    furthest: DunningStep | None,
    rules: Rules,
    on: date,
) -> Decision:
    """The last word on a step that is due: taken, too small, or put off to another day.

    The paper for a lawyer waits a day for the notification of the household, since it reports that.
    """
    if not any(decision is one for one in worth):
        return replace(decision, verdict=Verdict.SMALL, told_by=None)
    if decision.step in NOTIFYING:
        return replace(decision, told_by=furthest)
    if furthest is None:
        return decision
    day = rules.first_from(on + DAY)
    return replace(decision, verdict=Verdict.WAIT, step_on=day, planned=on, told_by=None)


def needs_visit(home: Household, rules: Rules, on: date) -> Standing | None:
    """The oldest case for which somebody should call at the door; None: nobody need call (B04).

    Also one whose ladder has gone on without the visit: it is still to be made.
    """
    if not home.owed or is_covered(home) or any(rest.covers(on) for rest in home.rests):
        return None
    if overdue(home, on) < rules.least_of(DunningStep.VISIT):
        return None
    for one in home.standings:
        case = one.case
        at_the_top = DunningStep.LAWYER_LETTER in case.taken
        if one.owed > 0 and case.due_date < on and not case.visited and not at_the_top:
            return one
    return None


def foresee(home: Household, rules: Rules, today: date, on: date) -> list[Decision]:
    """What would be decided on a later day if nothing is paid and nobody calls until then (B12).

    Follows the days as they would be lived, all cases together.
    """
    day = today
    while True:
        home = with_visit(home, rules, day)
        decisions = decide_all(home, rules, day)
        if day >= on:
            return decisions
        climbed = [
            climb(one, decision, rules, day, home.rests)
            for one, decision in zip(home.standings, decisions, strict=True)
        ]
        home = replace(home, standings=climbed)
        if any(decision.verdict == Verdict.TAKE for decision in decisions):
            day += DAY
        else:
            following = [
                next_look(one, decision, rules, day, on)
                for one, decision in zip(home.standings, decisions, strict=True)
            ]
            day = min([on, *following])


def climb(
    one: Standing, decision: Decision, rules: Rules, day: date, rests: Sequence[Rest]
) -> Standing:
    """A case after what was decided."""
    if decision.verdict != Verdict.TAKE or decision.step is None:
        return one
    held = rested(one.case, rules, day, rests)
    return replace(one, case=taken(one.case, rules, decision.step, day, held=held))


def with_visit(home: Household, rules: Rules, day: date) -> Household:
    """The household with the visit that would be assigned by that day."""
    wanted = needs_visit(home, rules, day)
    if wanted is None or any(one.case.visit_by for one in home.standings):
        return home
    by = visit_span(rules, day)[1]
    return replace(
        home,
        standings=[replace(one, case=replace(one.case, visit_by=by)) for one in home.standings],
    )


def visit_span(rules: Rules, day: date) -> tuple[date, date]:
    """The first and last day of a visit that is assigned on `day`: nobody calls on a holiday."""
    begin = rules.first_from(day)
    return begin, rules.first_from(begin + timedelta(days=rules.visit_within_days))


def next_look(one: Standing, decision: Decision, rules: Rules, day: date, on: date) -> date:
    """The next day on which something may be different for a case."""
    soonest = day + DAY
    coming = []
    if one.owed > 0 and one.case.due_date >= day:
        coming.append(one.case.due_date + DAY)
    if decision.verdict == Verdict.WAIT and decision.step_on:
        coming.append(decision.step_on)
    if decision.verdict == Verdict.VISIT and (until := waits_until(one.case, rules)):
        coming.append(until + DAY)
    if decision.rest and decision.rest.until:
        coming.append(decision.rest.until + DAY)
    return max(soonest, min(coming, default=on))
