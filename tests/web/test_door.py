"""B04: what stands on the pages of door visits, for stewards and supervisors."""

from typing import Any

from contracts.billing import methods
from contracts.directory import methods as directory
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

VISIT: dict[str, Any] = {
    "id": "v1", "number": "SF-2026-000001", "household_id": "h1", "building": "1栋",
    "community_id": "c1",
    "unit": "2-1001", "entrance": "2", "floor": 10, "owner_name": "王芳", "steward_id": None,
    "steward_name": None, "two_persons": False, "attempt": 1, "visit_from": "2026-12-01",
    "visit_by": "2026-12-03", "late": True, "hours": "09:00–20:00", "amount": "1509.30",
    "outstanding": "1509.30", "status": "assigned", "outcome": None, "promise_date": None,
    "promise_amount": None, "remark": None, "visited_at": None, "next_step": None,
    "next_step_on": None,
}  # fmt: skip
LINE = {"item": "物业费", "item_en": "Property fee", "outstanding": "1500.24"}
BILL: dict[str, Any] = {
    "id": "b1", "number": "ZD-2026-000001", "period": "2026-Q3", "due_date": "2026-11-30",
    "lines": [LINE, LINE | {"item": "违约金", "item_en": "Late charge", "outstanding": "9.06"},
              LINE | {"item": "停车费", "item_en": "Parking", "outstanding": "0.00"}],
}  # fmt: skip
STEWARDS = {"items": [{"person_id": "s2", "name": "钱管家", "buildings": ["2栋"]}]}


def at_the_door(services: StandIn) -> None:
    services.answers[methods.LIST_VISITS.key] = {"items": [VISIT], "next_cursor": None}
    services.answers[methods.LIST_BILLS.key] = {"items": [BILL], "next_cursor": None}
    services.answers[methods.LIST_STEWARDS.key] = STEWARDS


def test_B04_the_door_page_shows_each_line_owed_with_its_period_and_day(
    log_in: LogIn, services: StandIn
) -> None:
    at_the_door(services)
    text = log_in("steward").text("/field/visits/h1")
    for part in ("物业费", "¥1,500.24", "违约金", "¥9.06", "ZD-2026-000001", "已逾期"):
        assert part in text
    assert "停车费" not in text and "钱管家" not in text


def test_B04_nobody_in_is_offered_again_on_another_day_only(
    log_in: LogIn, services: StandIn
) -> None:
    at_the_door(services)
    mine = VISIT | {"steward_id": "a-person"}
    again = mine | {"attempt": 2, "visit_from": "2099-12-31"}
    for visit, offered in (
        (mine, True),
        (again, False),
        (again | {"visit_from": "2026-01-01"}, True),
    ):
        services.answers[methods.LIST_VISITS.key] = {"items": [visit], "next_cursor": None}
        text = log_in("steward").text("/field/visits/h1")
        assert ('value="absent"' in text) is offered
        assert 'value="refused"' in text


def test_B04_an_outcome_is_asked_of_whose_visit_it_is_alone(
    log_in: LogIn, services: StandIn
) -> None:
    at_the_door(services)
    for steward_id, offered in ((None, False), ("another", False), ("a-person", True)):
        visit = VISIT | {"steward_id": steward_id}
        services.answers[methods.LIST_VISITS.key] = {"items": [visit], "next_cursor": None}
        text = log_in("steward").text("/field/visits/h1")
        assert ('name="outcome"' in text) is offered


def test_B04_a_supervisor_is_offered_to_give_the_visit_to_a_steward(
    log_in: LogIn, services: StandIn
) -> None:
    at_the_door(services)
    text = log_in("supervisor").text("/field/visits/h1")
    assert "钱管家" in text and 'action="/field/visits/h1/steward"' in text


def test_B04_the_list_marks_what_is_late_and_what_nobody_has(
    log_in: LogIn, services: StandIn
) -> None:
    at_the_door(services)
    text = log_in("supervisor").text("/field/visits")
    assert "已逾期" in text and "无楼栋管家" in text


def test_P01_doors_of_buildings_of_one_name_stand_apart(log_in: LogIn, services: StandIn) -> None:
    named = [{"id": "c1", "name": "北苑", "code": "BY"}, {"id": "c2", "name": "南苑", "code": "NY"}]
    services.answers[directory.ALL_COMMUNITIES.key] = {"items": named}
    one = VISIT | {"status": "assigned", "community": "BY"}
    there = one | {"household_id": "h2", "community": "NY", "unit": "2-1002"}
    again = one | {"household_id": "h3", "unit": "2-1003"}
    services.answers[methods.LIST_VISITS.key] = {"items": [one, there, again], "next_cursor": None}
    text = log_in("supervisor", places=("c1", "c2")).text("/field/visits")
    assert text.count("<h2>北苑 1栋</h2>") == text.count("<h2>南苑 1栋</h2>") == 1
    assert text.index("2-1003") < text.index("南苑 1栋") < text.index("2-1002")
