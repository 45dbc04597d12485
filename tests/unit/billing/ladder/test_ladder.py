"""B12, B13: the dunning ladder, against the worked tables of `docs/rules/dunning.md`."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from contracts.billing.ladder import DunningStep
from contracts.billing.pauses import PauseKind
from services.billing.cases.rules import Household, Standing, decide_all, foresee
from services.billing.ladder.rules import Case, Rest, Rules, Verdict, decide, next_step, taken
from services.billing.pauses.rules import Instalment, judge, next_check
from services.billing.policy import BillingPolicy
from tests.support.rule_tables import worked_table

PAGE = "dunning.md"
POLICY = BillingPolicy()
RULES = Rules(POLICY.ladder(), POLICY.least_amounts())
DUE = date(2026, 10, 31)
REMINDED = Case(DUE, [DunningStep.REMINDER], date(2026, 10, 24), 0)
OWED = Decimal("500.00")
Row = dict[str, str]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text not in ("", "–") else None


def rests(text: str) -> list[Rest]:
    """`promise 2026-11-10`, `dispute –`."""
    if not text:
        return []
    kind, until = text.split()
    return [Rest(PauseKind(kind), day(until))]


def on(row: Row) -> date:
    return date.fromisoformat(row["on"])


@pytest.mark.parametrize("row", worked_table(PAGE, "When the next step comes"))
def test_B12_the_next_step_comes_on_its_day(row: Row) -> None:
    steps = [DunningStep(name) for name in row["taken"].split(", ") if name]
    last, shift = day(row["last taken on"]), int(row["shift"])
    case = Case(DUE, steps, last, shift, visit_by=day(row["visit by"]))
    found = next_step(case, RULES, on(row))
    assert found == ((DunningStep(row["next"]), day(row["from"])) if row["next"] else None)


@pytest.mark.parametrize("row", worked_table(PAGE, "What is decided on a day"))
def test_B12_B13_what_is_decided_on_a_day(row: Row) -> None:
    home = Household([Standing(REMINDED, Decimal(row["owed"]))], rests(row["rest"]))
    (decision,) = decide_all(home, RULES, on(row))
    assert (decision.verdict, decision.step or "") == (row["decision"], row["step"])


@pytest.mark.parametrize("row", worked_table(PAGE, "Who would get what"))
def test_B12_preview_follows_the_days(row: Row) -> None:
    today = date(2026, 10, 25)
    home = Household([Standing(REMINDED, OWED)], rests(row["rest"]))
    (decision,) = foresee(home, RULES, today, on(row))
    assert (decision.verdict, decision.step or "") == (row["decision"], row["step"])
    assert decision.step_on == day(row["step on"])


@pytest.mark.parametrize("row", worked_table(PAGE, "Promises and plans"))
def test_B13_promises_and_plans_are_kept_or_broken(row: Row) -> None:
    plan = []
    for part in row["plan"].split(", "):
        due_on, amount = part.split()
        plan.append(Instalment(date.fromisoformat(due_on), Decimal(amount)))
    outcome = judge(plan, Decimal(row["paid"]), Decimal(row["owed"]), on(row))
    assert (outcome or "") == row["outcome"]


def test_B13_a_plan_is_looked_at_the_day_after_each_instalment() -> None:
    plan = [Instalment(date(2026, 11, 10), OWED), Instalment(date(2026, 12, 10), OWED)]
    assert next_check(plan, date(2026, 11, 10)) == date(2026, 11, 11)
    assert next_check(plan, date(2026, 11, 11)) == date(2026, 12, 11)
    assert next_check(plan, date(2026, 12, 11)) is None


def test_B12_every_step_is_taken_once_and_in_order_whatever_the_day_it_is_looked_at() -> None:
    """Also when the service was away for weeks in between."""
    case, seen, today = Case(DUE, [], None, 0), [], date(2026, 10, 1)
    for gap in (1, 30, 1, 1, 45, 1, 1, 60, 1, 1, 1, 1):
        today += timedelta(days=gap)
        case = replace(case, visited=DunningStep.MESSAGE in case.taken)
        decision = decide(case, RULES, today, OWED, [])
        if decision.verdict == Verdict.TAKE and decision.step:
            seen.append((decision.step, today))
            case = taken(case, RULES, decision.step, today, held=False)
    assert [step for step, _ in seen] == list(DunningStep)[1:]  # the due date was past
    assert len({when for _, when in seen}) == len(seen)


def test_B12_a_ladder_whose_steps_do_not_rise_is_no_policy() -> None:
    days = {"message": 5, "visit": 2, "letter": 15, "lawyer_letter": 60}
    with pytest.raises(ValueError, match="after the one before"):
        BillingPolicy(dunning_days_after=days)


def test_B12_cutting_off_supply_is_no_step() -> None:
    with pytest.raises(ValueError, match="each step"):
        BillingPolicy(dunning_days_after={"message": 1, "cut_off_water": 2})
    assert set(DunningStep) == {"reminder", "message", "visit", "letter", "lawyer_letter"}
