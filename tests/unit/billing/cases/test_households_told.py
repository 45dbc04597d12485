"""B12, B13, B18: a household is told once a day, of all it owes, by its furthest step."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.billing.ladder import DunningStep
from contracts.billing.pauses import PauseKind
from foundation.calendar import public_holiday
from services.billing.cases.rules import (
    NOTIFYING,
    Household,
    Standing,
    decide_all,
    foresee,
    needs_visit,
    visit_span,
)
from services.billing.ladder.rules import DAY, Case, Decision, Rest, Rules, Verdict, taken
from services.billing.policy import BillingPolicy
from tests.support.rule_tables import worked_table

POLICY = BillingPolicy()
RULES = Rules(POLICY.ladder(), POLICY.least_amounts(), lambda day: not public_holiday(day))
LETTERS = {
    "r": DunningStep.REMINDER, "m": DunningStep.MESSAGE, "v": DunningStep.VISIT,
    "l": DunningStep.LETTER,
}  # fmt: skip
Row = dict[str, str]


def standing(text: str, on: date) -> Standing:
    due, steps, owed = text.split(":")
    made = [LETTERS[letter] for letter in steps]
    last = min(on, date.fromisoformat(due)) - timedelta(days=30) if made else None
    visited = DunningStep.VISIT in made
    return Standing(Case(date.fromisoformat(due), made, last, 0, visited), Decimal(owed))


def said(decision: Decision) -> str:
    if decision.verdict != Verdict.TAKE:
        return str(decision.verdict)
    named_by = decision.told_by
    return f"{decision.step}<{named_by}" if named_by != decision.step else str(decision.step)


@pytest.mark.parametrize("row", worked_table("dunning.md", "What a household is told"))
def test_B12_a_household_is_told_once_of_all_it_owes(row: Row) -> None:
    on = date.fromisoformat(row["on"])
    home = Household([standing(text, on) for text in row["cases"].split(", ")])
    assert ", ".join(said(one) for one in decide_all(home, RULES, on)) == row["told"]


DUE = date(2026, 11, 30)


def test_B18_nobody_whose_credit_covers_the_debt_is_dunned() -> None:
    case = Standing(Case(DUE, [], None, 0), Decimal("300.00"))
    day = date(2026, 12, 1)
    for credit, verdict in (("300.00", "covered"), ("2717.00", "covered"), ("299.99", "take")):
        home = Household([case], credit=Decimal(credit))
        assert [one.verdict for one in decide_all(home, RULES, day)] == [verdict]
        assert (needs_visit(home, RULES, day) is None) == (verdict == "covered")


def test_B04_who_rests_or_was_called_upon_needs_no_visit() -> None:
    day, owed = date(2026, 12, 1), Decimal("300.00")
    late, visited = Case(DUE, [], None, 0), Case(DUE, [], None, 0, visited=True)
    assert needs_visit(Household([Standing(late, owed)]), RULES, day)
    assert needs_visit(Household([Standing(visited, owed)]), RULES, day) is None
    assert needs_visit(Household([Standing(late, owed)]), RULES, DUE) is None
    rest = [Rest(PauseKind.DISPUTE, None)]
    assert needs_visit(Household([Standing(late, owed)], rest), RULES, day) is None


def test_B12_a_ladder_that_must_wait_for_the_visit_waits() -> None:
    rules = Rules(POLICY.ladder(), POLICY.least_amounts(), visit_waits_days=None)
    home = Household([Standing(Case(DUE, [], None, 0), Decimal("900.00"))])
    (decision,) = foresee(home, rules, date(2026, 11, 20), date(2027, 6, 1))
    assert decision.verdict == Verdict.VISIT


cases = st.lists(
    st.tuples(
        st.dates(date(2026, 11, 1), date(2027, 2, 10)),
        st.decimals("0.01", "900.00", places=2),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one[0],
)


@given(cases, st.lists(st.integers(1, 9), min_size=20, max_size=60))
def test_B12_however_the_days_are_looked_at(
    drawn: list[tuple[date, Decimal, bool]], gaps: list[int]
) -> None:
    """One telling a household and day, in order and once per case, on no holiday, none too small,
    no reminder that comes too late; and a visit is taken only when somebody was there."""
    home = Household(
        [Standing(Case(due, [], None, 0, visited), owed) for due, owed, visited in sorted(drawn)]
    )
    day, seen = date(2026, 10, 25), []
    for gap in gaps:
        day += timedelta(days=gap)
        decisions = decide_all(home, RULES, day)
        made = [one for one in decisions if one.verdict == Verdict.TAKE]
        assert not (made and public_holiday(day))
        assert len({one.told_by for one in made if one.step != DunningStep.VISIT}) <= 1
        standings = []
        for one, decision in zip(home.standings, decisions, strict=True):
            if decision.verdict != Verdict.TAKE or decision.step is None:
                standings.append(one)
                continue
            step = decision.step
            seen.append((one.case.due_date, step))
            assert step != DunningStep.REMINDER or day <= one.case.due_date
            assert step != DunningStep.VISIT or one.case.visited
            if step in NOTIFYING and decision.told_by == step:
                assert home.owed >= RULES.least_of(step)
            after = taken(one.case, RULES, step, day, held=False)
            standings.append(Standing(after, one.owed))
        home = Household(standings)
    assert len(seen) == len(set(seen))
    for due in {due for due, _ in seen}:
        steps = [step for whose, step in seen if whose == due]
        assert steps == sorted(steps, key=list(DunningStep).index)


@given(cases, st.dates(date(2026, 11, 1), date(2027, 3, 31)))
def test_B12_the_preview_foretells_what_the_days_bring(
    drawn: list[tuple[date, Decimal, bool]], on: date
) -> None:
    """Lived day by day, or foreseen at once: the same decisions."""
    today = date(2026, 10, 25)
    home = Household(
        [Standing(Case(due, [], None, 0, visited), owed) for due, owed, visited in sorted(drawn)]
    )
    foretold = foresee(home, RULES, today, on)
    lived, day = home, today
    while day < on:
        lived = Household(
            [
                Standing(case, one.owed)
                for one, case in zip(lived.standings, step(lived, day), strict=True)
            ]
        )
        day += DAY
    assert [(one.verdict, one.step, one.told_by) for one in foretold] == [
        (one.verdict, one.step, one.told_by) for one in foresee(lived, RULES, on, on)
    ]


def step(home: Household, day: date) -> list[Case]:
    """The cases of a household at the end of a day."""
    found = []
    before = with_assigned(home, day)
    for one, decision in zip(before, decide_all(Household(before), RULES, day), strict=True):
        case = one.case
        if decision.verdict == Verdict.TAKE and decision.step:
            case = taken(case, RULES, decision.step, day, held=False)
        found.append(case)
    return found


def with_assigned(home: Household, day: date) -> list[Standing]:
    """The cases, with the visit that is assigned in the small hours of a day."""
    if needs_visit(home, RULES, day) is None or any(one.case.visit_by for one in home.standings):
        return list(home.standings)
    by = visit_span(RULES, day)[1]
    return [replace(one, case=replace(one.case, visit_by=by)) for one in home.standings]
