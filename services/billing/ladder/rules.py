"""The dunning ladder (催缴阶梯): which step of a case is due when, and when it rests (B12, B13).

This is about one case by itself; what a household is notified of about all its cases is in `cases`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from contracts.billing.ladder import DunningStep
from contracts.billing.pauses import PauseKind
from foundation.money import ZERO

DAY = timedelta(days=1)
Ladder = Sequence[tuple[DunningStep, int]]
"""Steps in their order, with days after the due date (before it: negative)."""
ORDER = {step: place for place, step in enumerate(DunningStep)}
"""How far up the ladder a step stands."""


def any_day(_day: date) -> bool:
    """No day is excepted."""
    return True


@dataclass(frozen=True)
class Rules:
    """What is decided by: the policy in force, and the days on which steps are taken at all."""

    steps: Ladder
    least: Mapping[DunningStep, Decimal] = field(default_factory=dict)
    """Yuan below which a step is not worth taking; it waits until more is owed."""
    takes_on: Callable[[date], bool] = any_day
    """Whether steps are taken on a day: no public holiday, no day whose hours are over."""
    visit_waits_days: int | None = 10
    """Days after the last day of a visit after which the ladder goes on without; None: it waits."""
    visit_within_days: int = 2
    """How long a steward has for a visit, where none is assigned yet."""

    def first_from(self, day: date) -> date:
        """The first day from `day` on, on which steps are taken."""
        while not self.takes_on(day):
            day += DAY
        return day

    def least_of(self, step: DunningStep) -> Decimal:
        """Yuan."""
        return self.least.get(step, ZERO)


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
    visited: bool = False
    """Somebody has been at the door since it was due, and an outcome is recorded (B04)."""
    visit_by: date | None = None
    """The last day of the visit that is assigned; None: there is none."""


class Verdict(StrEnum):
    """What is to be done on a day."""

    TAKE = "take"
    """The step is due: take it."""
    WAIT = "wait"
    """The next step comes later."""
    VISIT = "visit"
    """The steward has yet to call, or to record what came of it."""
    SMALL = "small"
    """Less is owed than the step is worth."""
    REST = "rest"
    """A pause is running."""
    COVERED = "covered"
    """Credit is there for all of it (B18)."""
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
    planned: date | None = None
    """The day the step had before a public holiday or the end of the hours moved it."""
    told_by: DunningStep | None = None
    """Whose text names it: the household's furthest step of the day (B12)."""
    visit_by: date | None = None


def next_step(case: Case, rules: Rules, on: date) -> tuple[DunningStep, date] | None:
    """The step after those taken and the first day on which it may be taken, as seen on `on`.

    No step is skipped, and never are two taken on one day, however late the first one was. Two
    come to nothing instead: a reminder whose due date is past, and a visit that nobody has made
    for so long that the ladder goes on without it.
    """
    furthest = max((ORDER[step] for step in case.taken), default=-1)
    for step, days in rules.steps:
        if ORDER[step] <= furthest or lapsed(step, case, rules, on):
            continue
        planned = case.due_date + timedelta(days=days + case.shift_days)
        if case.last_taken_on:
            planned = max(planned, case.last_taken_on + DAY)
        return step, planned
    return None


def lapsed(step: DunningStep, case: Case, rules: Rules, on: date) -> bool:
    """Whether a step has come to nothing."""
    if step == DunningStep.REMINDER:
        return on > case.due_date
    if step == DunningStep.VISIT and not case.visited:
        return (until := waits_until(case, rules)) is not None and on > until
    return False


def waits_until(case: Case, rules: Rules) -> date | None:
    """The last day on which the ladder waits for the steward; None: for as long as it takes."""
    if case.visit_by is None or rules.visit_waits_days is None:
        return None
    return case.visit_by + timedelta(days=rules.visit_waits_days)


def decide(case: Case, rules: Rules, on: date, owed: Decimal, rests: Sequence[Rest]) -> Decision:
    """What is to be done for a case on a day; worked out again right before acting.

    Whether enough is owed, and in which text it stands, depends on the household's other
    cases.
    """
    if owed <= 0:
        return Decision(Verdict.SETTLED)
    rest = next((rest for rest in rests if rest.covers(on)), None)
    following = next_step(case, rules, on)
    if following is None:
        return Decision(Verdict.EXHAUSTED, rest=rest)
    step, planned = following
    day = rules.first_from(max(planned, on))
    if planned > on:
        return Decision(Verdict.WAIT, step, day, rest, planned)
    if rest:
        return Decision(Verdict.REST, step, planned, rest)
    if step == DunningStep.VISIT and not case.visited:
        return Decision(Verdict.VISIT, step, planned, visit_by=case.visit_by)
    if day > on:
        return Decision(Verdict.WAIT, step, day, planned=planned)
    return Decision(Verdict.TAKE, step, on, told_by=step)


def shifted(case: Case, rules: Rules, on: date) -> int:
    """Days by which the ladder has moved when the held-back step is taken on `on` (B13)."""
    following = next_step(case, rules, on)
    if following is None:
        return case.shift_days
    return case.shift_days + max(0, (on - following[1]).days)


def rested(case: Case, rules: Rules, day: date, rests: Sequence[Rest]) -> bool:
    """Whether the step taken on `day` had been held back by a pause."""
    following = next_step(case, rules, day)
    return following is not None and any(
        rest.until is not None and following[1] <= rest.until < day for rest in rests
    )


def taken(case: Case, rules: Rules, step: DunningStep, on: date, *, held: bool) -> Case:
    """The case after a step was taken."""
    return replace(
        case,
        taken=(*case.taken, step),
        last_taken_on=on,
        shift_days=shifted(case, rules, on) if held else case.shift_days,
    )
