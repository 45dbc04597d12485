"""D04: the pages of key households, for the desk and, on a phone, for stewards."""

from typing import Any

import pytest

from contracts.directory import methods as directory
from contracts.roles import STAFF, Role
from foundation.errors import InvalidInput
from tests.api.stand_in import StandIn
from tests.web.conftest import NO_MORE, LogIn
from tests.web.test_changes import HOME

PAGE = "/desk/households/h1/key"
KEY: dict[str, Any] = {
    "id": "k1", "household_id": "h1", "building": "3栋", "unit": "2-1001", "owner_name": "王芳",
    "phone_masked": "138****5678", "kind": "elderly_alone", "reason": None,
    "responsible_id": None, "responsible": "孙鹏", "interval_days": None, "every_days": 30,
    "due_on": "2026-11-01", "next_call_on": "2026-11-03", "overdue": True, "attempts": 1,
    "last_call_at": "2026-11-01T09:00:00+08:00", "last_outcome": "not_reached",
    "since": "2026-10-01T09:00:00+08:00", "version": 4,
}  # fmt: skip
CALL: dict[str, Any] = {
    "id": "c1", "at": "2026-10-01T09:00:00+08:00", "by": "孙鹏", "outcome": "reached",
    "remark": "安好", "needs": "水龙头漏水",
}  # fmt: skip


def known(services: StandIn, *keys: dict[str, Any]) -> None:
    """A household, with or without a mark."""
    services.answers |= {
        directory.GET_HOUSEHOLD.key: HOME,
        directory.LIST_KEY_HOUSEHOLDS.key: {"items": list(keys), "next_cursor": None},
        directory.LIST_KEY_CALLS.key: {"items": [CALL], "next_cursor": None},
        directory.FIND_PEOPLE.key: {
            "items": [
                {"id": "s1", "name": "孙鹏", "roles": ["steward"]},
                {"id": "f1", "name": "周婷", "roles": ["finance"]},
            ],
            "next_cursor": None,
        },
        **{f"directory.{name}_key_household": KEY for name in ("mark", "change")},
        directory.RECORD_KEY_CALL.key: KEY,
    }


@pytest.mark.parametrize("role", sorted(STAFF))
def test_D04_pages_are_for_who_looks_after_households(
    log_in: LogIn, services: StandIn, role: Role
) -> None:
    reader = log_in(role)
    known(services, KEY)
    menu = "/desk/key-households" in reader.text("/account")
    assert menu == (role in directory.CARERS)
    if role in directory.CARERS:
        page = reader.text("/desk/key-households")
        assert "应于11月1日前回访，已逾期" in page
        assert (' dense"' in page.split("<body", 1)[1][:80]) == (role != Role.STEWARD)
        page = reader.text(PAGE)
        assert "水龙头漏水" in page
        assert "周婷" not in page


def test_D04_needs_are_taken_up_with_one_click(log_in: LogIn, services: StandIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    known(services, KEY)
    services.answers |= {"repairs.search": NO_MORE, "complaints.search": NO_MORE}
    link = "/desk/contact?household_id=h1&amp;description="
    assert link in desk.text(PAGE)
    form = desk.text("/desk/contact?household_id=h1&description=水龙头漏水")
    assert "水龙头漏水</textarea>" in form


@pytest.mark.parametrize(
    ("act", "keys", "filled", "method", "asked"),
    [
        ("mark", (), {"kind": "disabled", "interval_days": "14", "responsible_id": "s1"},
         "mark_key_household",
         {"household_id": "h1", "kind": "disabled", "interval_days": "14", "responsible_id": "s1"}),
        ("change", (KEY,), {"version": "4", "kind": "other", "reason": "家有病人", "ended": "y"},
         "change_key_household",
         {"key_household_id": "k1", "kind": "other", "reason": "家有病人", "ended": True,
          "responsible_id": None, "interval_days": None}),
        ("call", (KEY,), {"outcome": "reached", "remark": "安好"}, "record_key_call",
         {"key_household_id": "k1", "outcome": "reached", "remark": "安好"}),
    ],
)  # fmt: skip
def test_D04_a_form_asks_for_what_was_filled_in(
    log_in: LogIn, services: StandIn, act: str, keys: tuple[Any, ...], filled: dict[str, str],
    method: str, asked: dict[str, Any],
) -> None:  # fmt: skip
    desk = log_in(Role.STEWARD)
    known(services, *keys)
    assert desk.send(f"{PAGE}/{act}", **filled).status_code == 303
    [found] = [call.data for call in services.calls if call.method == method]
    assert found == asked


def test_D04_a_refusal_stands_beside_its_field(log_in: LogIn, services: StandIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    known(services)
    said = "Say why it is a key household."
    services.answers[directory.MARK_KEY_HOUSEHOLD.key] = InvalidInput(said, field="reason")
    answer = desk.send(f"{PAGE}/mark", kind="other")
    assert answer.status_code == 422
    assert "请填写重点户原因。" in answer.get_data(as_text=True)
