"""The page of the roster by week: by forms alone, as it works without scripts (C09, D05)."""

import re
from typing import Any

import pytest

from contracts.directory import methods
from contracts.directory.roster import ShiftOverlaps
from contracts.roles import MANAGERS, Role
from gateway.web.clock import read
from tests.api.stand_in import StandIn
from tests.support.rule_tables import local
from tests.web.conftest import LogIn

PAGE = "/manage/roster"
DAYS = range(2, 9)
SHIFT: dict[str, Any] = {
    "id": "s1", "person_id": "p1", "person_name": "王芳", "duty": "desk",
    "starts_at": "2099-11-02T10:00:00+08:00", "ends_at": "2099-11-02T20:00:00+08:00",
    "cancelled": False, "version": 3,
}  # fmt: skip
OVER = SHIFT | {
    "id": "s0", "starts_at": "2020-11-02T08:00:00+08:00", "ends_at": "2020-11-02T20:00:00+08:00",
}  # fmt: skip


def turn(year: int, day: int, starts: int, ends: int) -> dict[str, Any]:
    hours = {"starts_at": f"{year}-11-{day:02}T{starts:02}:00:00+08:00",
             "ends_at": f"{year}-11-{day + ends // 24:02}T{ends % 24:02}:00:00+08:00"}  # fmt: skip
    return {"duty": "desk", **hours, "gaps": []}


def week(year: int, *shifts: dict[str, Any]) -> dict[str, Any]:
    turns = [turn(year, day, *hours) for day in DAYS for hours in ((8, 20), (20, 32))]
    turns[0]["gaps"] = [{"duty": "desk", "starts_at": turns[0]["starts_at"],
                         "ends_at": f"{year}-11-02T10:00:00+08:00"}]  # fmt: skip
    people = [{"id": "p1", "name": "王芳", "duties": ["desk"]}]
    return {"begins_on": f"{year}-11-02", "turns": turns, "shifts": list(shifts), "people": people}


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    services.answers[methods.ROSTER_WEEK.key] = week(2099, SHIFT)
    services.answers[methods.PUT_SHIFT.key] = SHIFT
    services.answers[methods.CANCEL_SHIFT.key] = SHIFT
    services.answers[methods.COPY_ROSTER_WEEK.key] = {"copied": 2, "left_out": []}


def buttons(page: str) -> list[str]:
    return re.findall(r'name="to" value="(desk[^"]+)"', page)


def data(services: StandIn, method: str) -> dict[str, Any]:
    (call,) = [one for one in services.calls if one.method == method]
    return dict(call.data)


def test_C09_somebody_is_put_in_by_a_choice_and_a_button(services: StandIn, log_in: LogIn) -> None:
    page = log_in(Role.SUPERVISOR).text(PAGE)
    assert 'type="radio" name="pick" value="p1"' in page
    to = buttons(page)[1]
    answer = log_in(Role.SUPERVISOR).send(f"{PAGE}?day=2099-11-02", pick="p1", to=to)
    assert answer.status_code == 303
    assert (
        "day=2099-11-02" in answer.headers["Location"] and "pick=p1" in answer.headers["Location"]
    )
    assert data(services, "put_shift") == {
        "person_id": "p1", "duty": "desk",
        "starts_at": "2099-11-02T20:00:00+08:00", "ends_at": "2099-11-03T08:00:00+08:00",
    }  # fmt: skip


def test_C09_a_shift_is_moved_as_it_was_when_it_was_picked(
    services: StandIn, log_in: LogIn
) -> None:
    person = log_in(Role.SUPERVISOR)
    page = person.text(PAGE)
    assert 'name="pick" value="p1|s1|3"' in page
    person.send(PAGE, pick="p1|s1|3", to=buttons(page)[2])
    (call,) = [one for one in services.calls if one.method == "put_shift"]
    assert call.data["shift_id"] == "s1" and call.data["starts_at"].startswith("2099-11-03T08")
    assert call.context["if_match"] == "3"


def test_C09_other_hours_than_those_of_the_turn(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.SUPERVISOR)
    to = buttons(person.text(PAGE))[0]
    person.send(PAGE, pick="p1", to=to, from_time="22:00", until_time="02:00")
    found = data(services, "put_shift")
    hours = [read(found[end]) for end in ("starts_at", "ends_at")]
    assert hours == [local("2099-11-02 22:00"), local("2099-11-03 02:00")]


def test_C09_a_shift_is_taken_off(services: StandIn, log_in: LogIn) -> None:
    log_in(Role.SUPERVISOR).send(PAGE, pick="p1|s1|3", to="off")
    assert data(services, "cancel_shift") == {"shift_id": "s1"}


@pytest.mark.parametrize(
    "sent",
    [{}, {"pick": "p1"}, {"pick": "p1", "to": "off"}, {"to": "desk|x|y"}, {"pick": "p1", "to": "|"},
     {"pick": "a|b|c|d", "to": "off"}],
)  # fmt: skip
def test_C09_what_names_no_turn_or_nobody_is_asked_again(
    services: StandIn, log_in: LogIn, sent: dict[str, str]
) -> None:
    answer = log_in(Role.SUPERVISOR).send(PAGE, **sent)
    assert answer.status_code == 422
    assert 'class="error"' in answer.get_data(as_text=True)
    assert not [one for one in services.calls if one.method in ("put_shift", "cancel_shift")]


def test_C09_a_refusal_is_shown_on_the_page(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.SUPERVISOR)
    to = buttons(person.text(PAGE))[0]
    services.answers[methods.PUT_SHIFT.key] = ShiftOverlaps(field="starts_at")
    answer = person.send(PAGE, pick="p1", to=to)
    assert answer.status_code == 409 and "已有值班" in answer.get_data(as_text=True)


def test_C09_the_week_before_is_copied_and_what_is_left_out_told(
    services: StandIn, log_in: LogIn
) -> None:
    services.answers[methods.COPY_ROSTER_WEEK.key] = {"copied": 2, "left_out": [{
        "person_name": "李强", "duty": "desk", "starts_at": "2099-11-02T08:00:00+08:00",
        "reason": "not_qualified"}]}  # fmt: skip
    person = log_in(Role.SUPERVISOR)
    person.send(f"{PAGE}/copy?day=2099-11-02")
    assert data(services, "copy_roster_week") == {"day": "2099-11-02"}
    page = person.text(PAGE)
    assert "已安排 2 个班次" in page and "李强" in page and "不再具备岗位" in page


def test_C09_gaps_are_told_and_what_is_over_is_not_changed(
    services: StandIn, log_in: LogIn
) -> None:
    person = log_in(Role.SUPERVISOR)
    page = person.text(PAGE)
    assert "本周有 1 个时段无人值班" in page and "08:00–10:00" in page
    services.answers[methods.ROSTER_WEEK.key] = week(2020, OVER)
    page = person.text(f"{PAGE}?day=2020-11-02")
    assert not buttons(page) and "王芳" in page and 'value="p1|s0' not in page


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.RECEPTIONIST, Role.RESIDENT, Role.ADMIN])
def test_C09_the_roster_is_the_managers_page(log_in: LogIn, role: Role) -> None:
    assert (log_in(role).get(PAGE).status_code == 200) == (role in MANAGERS)


def test_C09_a_day_that_is_none_shows_this_week(services: StandIn, log_in: LogIn) -> None:
    assert log_in(Role.SUPERVISOR).get(f"{PAGE}?day=2026-13-99").status_code == 200
    assert data(services, "roster_week") == {"day": None}
