"""The dunning ladder (催缴阶梯): which step is due when, and when it rests (B12, B13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from contracts.billing.codes import DunningStep, PauseKind

Ladder = Sequence[tuple[DunningStep, int]]
"""Steps in their order, with days after the due date (before it: negative)."""


@dataclass(frozen=True)
class Rest:
    """A pause of a household's dunning; `until` is its last day, None: open end."""

    kind: PauseKind
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether dunning rests on a day."""
        return self.until is None or day <= self.until


@dataclass(frozen=True)
class Case:
    """The ladder of one household and due date, as it stands."""

    due_date: date
    taken: Sequence[DunningStep]
    last_taken_on: date | None
    shift_days: int
    """Days by which pauses have moved the steps that are left."""


class Verdict(StrEnum):
    """What is to be done on a day."""

    TAKE = "take"
    """The step is due: take it."""
    WAIT = "wait"
    """The next step comes later."""
    REST = "rest"
    """A pause is running."""
    SETTLED = "settled"
    """Nothing is owed."""
    EXHAUSTED = "exhausted"
    """No step is left."""


@dataclass(frozen=True)
class Decision:
    """A verdict, the step that it is about, and its day."""

    verdict: Verdict
    step: DunningStep | None = None
    step_on: date | None = None
    rest: Rest | None = None


def next_step(case: Case, ladder: Ladder) -> tuple[DunningStep, date] | None:
    """The step after those taken and the first day on which it may be taken.

    No step is skipped, and never are two taken on one day, however late the first one was.
    """
    for step, days in ladder:
        if step not in case.taken:
            planned = case.due_date + timedelta(days=days + case.shift_days)
            if case.last_taken_on:
                planned = max(planned, case.last_taken_on + timedelta(days=1))
            return step, planned
    return None


def decide(case: Case, ladder: Ladder, on: date, owed: Decimal, rests: Sequence[Rest]) -> Decision:
    """What is to be done for a case on a day; worked out again right before acting."""
    following = next_step(case, ladder)
    if owed <= 0:
        return Decision(Verdict.SETTLED)
    rest = next((rest for rest in rests if rest.covers(on)), None)
    if following is None:
        return Decision(Verdict.EXHAUSTED, rest=rest)
    step, planned = following
    if planned > on:
        return Decision(Verdict.WAIT, step, planned, rest)
    if rest:
        return Decision(Verdict.REST, step, planned, rest)
    return Decision(Verdict.TAKE, step, on)


def shifted(case: Case, ladder: Ladder, on: date) -> int:
    """Days by which the ladder has moved when the held-back step is taken on `on` (B13)."""
    following = next_step(case, ladder)
    if following is None:
        return case.shift_days
    return case.shift_days + max(0, (on - following[1]).days)


def foresee(
    case: Case, ladder: Ladder, today: date, on: date, owed: Decimal, rests: Sequence[Rest]
) -> Decision:
    """What would be decided on a later day if nothing is paid until then (B12).

    Follows the days one step at a time, as they would be taken.
    """
    day = today
    while True:
        decision = decide(case, ladder, day, owed, rests)
        if decision.verdict in (Verdict.SETTLED, Verdict.EXHAUSTED) or day >= on:
            return decision
        if decision.verdict == Verdict.TAKE and decision.step:
            case = taken(case, ladder, decision.step, day, held=rested(case, ladder, day, rests))
            continue
        day = min(on, following_day(decision, day, on))


def following_day(decision: Decision, day: date, on: date) -> date:
    """The next day on which something may be different."""
    if decision.verdict == Verdict.WAIT and decision.step_on:
        return max(decision.step_on, day + timedelta(days=1))
    until = decision.rest.until if decision.rest else None
    return (until or on) + timedelta(days=1)


def rested(case: Case, ladder: Ladder, day: date, rests: Sequence[Rest]) -> bool:
    """Whether the step taken on `day` had been held back by a pause."""
    following = next_step(case, ladder)
    return following is not None and any(
        rest.until is not None and following[1] <= rest.until < day for rest in rests
    )


def taken(case: Case, ladder: Ladder, step: DunningStep, on: date, *, held: bool) -> Case:
    """The case after a step was taken."""
    return Case(
        due_date=case.due_date,
        taken=(*case.taken, step),
        last_taken_on=on,
        shift_days=shifted(case, ladder, on) if held else case.shift_days,
    )
