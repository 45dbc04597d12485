"""B04: routes, stewards, and what follows from a visit."""

from datetime import date

import pytest

from contracts.billing.visit_outcomes import NextStep, VisitOutcome
from services.billing.visits.rules import Door, Steward, assign, follow, route

TODAY = date(2026, 11, 2)
WAITS = {"in_flight": 3, "visit_again": 1}


def door(household_id: str, building: str, unit: str, floor: int) -> Door:
    return Door(household_id, building, unit, floor, False)


def steward(person_id: str, *buildings: str) -> Steward:
    return Steward(person_id, person_id, frozenset(buildings))


def test_B04_route_goes_by_building_and_floor_as_one_walks() -> None:
    doors = [
        door("d", "10栋", "1-101", 1),
        door("c", "2栋", "1-1001", 10),
        door("b", "2栋", "1-201", 2),
        door("a", "2栋", "1-102", 1),
        door("e", "10栋", "1-1001", 10),
        door("f", "2栋", "1-1002", 10),
    ]
    assert [one.household_id for one in route(doors)] == ["a", "b", "c", "f", "d", "e"]


def test_B04_route_goes_entrance_by_entrance() -> None:
    doors = [door(unit, "1栋", unit, floor) for unit, floor in
             (("2-101", 1), ("1-501", 5), ("2-501", 5), ("1-101", 1), ("10-101", 1))]  # fmt: skip
    assert [one.unit for one in route(doors)] == ["1-101", "1-501", "2-101", "2-501", "10-101"]


def test_B04_each_building_goes_to_its_steward() -> None:
    doors = [door("a", "1栋", "101", 1), door("b", "2栋", "101", 1), door("c", "3栋", "101", 1)]
    lists = assign(doors, [steward("s1", "1栋"), steward("s2", "2栋")])
    assigned = {key: [one.household_id for one in here] for key, here in lists.items()}
    assert assigned == {"s1": ["a"], "s2": ["b"], None: ["c"]}


def test_B04_a_building_of_several_stewards_goes_whole_to_the_one_with_less() -> None:
    doors = [door(f"a{n}", "1栋", f"10{n}", 1) for n in range(5)]
    doors += [door(f"b{n}", "2栋", f"10{n}", 1) for n in range(3)]
    lists = assign(doors, [steward("s1", "1栋", "2栋"), steward("s2", "2栋")])
    assert {key: len(here) for key, here in lists.items()} == {"s1": 5, "s2": 3}


@pytest.mark.parametrize(
    ("outcome", "attempt", "promised", "step", "on"),
    [
        (VisitOutcome.PAID, 1, None, NextStep.CHECK_BOOKS, date(2026, 11, 5)),
        (VisitOutcome.PROMISE, 1, date(2026, 11, 9), NextStep.AWAIT_PROMISE, date(2026, 11, 9)),
        (VisitOutcome.DISPUTE, 1, None, NextStep.LODGE_COMPLAINT, TODAY),
        (VisitOutcome.HARDSHIP, 1, None, NextStep.OFFER_INSTALMENTS, date(2026, 11, 3)),
        (VisitOutcome.ABSENT, 1, None, NextStep.VISIT_AGAIN, date(2026, 11, 3)),
        (VisitOutcome.ABSENT, 2, None, NextStep.VISIT_AGAIN, date(2026, 11, 3)),
        (VisitOutcome.ABSENT, 3, None, NextStep.GO_ON, date(2026, 11, 3)),
        (VisitOutcome.REFUSED, 1, None, NextStep.GO_ON, date(2026, 11, 3)),
    ],
)
def test_B04_next_step_follows_from_the_outcome(
    outcome: VisitOutcome, attempt: int, promised: date | None, step: NextStep, on: date
) -> None:
    found = follow(outcome, TODAY, attempt, 3, WAITS, promised)
    assert (found.step, found.on) == (step, on)
