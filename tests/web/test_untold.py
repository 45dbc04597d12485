"""N03: managers read what nobody was told because it had happened too long ago."""

import pytest

from contracts.notices import methods as notices
from contracts.roles import MANAGERS, STAFF, Role
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

PAGE = "/manage/untold"
LEFT_OUT = {
    "id": "u1", "purpose": "complaint_escalated", "household_id": "h1", "place": "3栋 2-1001",
    "subject": {"kind": "complaint", "id": "c1", "number": "TS-2026-000001"},
    "occurred_at": "2026-11-03T09:00:00+08:00", "at": "2026-11-07T13:00:00+08:00",
    "hours_late": 100,
}  # fmt: skip


def test_N03_a_page_says_how_much_since_when_what_about_and_how_late(
    log_in: LogIn, services: StandIn
) -> None:
    services.answers[notices.UNTOLD.key] = {
        "items": [LEFT_OUT, LEFT_OUT | {"id": "u0", "subject": None, "place": None}],
        "next_cursor": None, "count": 1_201, "since": "2026-11-07T12:00:00+08:00",
    }  # fmt: skip
    page = log_in("supervisor").text(PAGE)
    for text in ("1201条", "投诉升级", "TS-2026-000001", "3栋 2-1001", ">100<"):
        assert text in page.replace(" ", "") or text in page, text
    assert 'href="/desk/cases/c1"' in page
    assert log_in("supervisor").get(f"{PAGE}?format=xlsx").status_code == 200


@pytest.mark.parametrize("role", sorted(STAFF))
def test_N03_it_is_offered_to_managers_alone(log_in: LogIn, services: StandIn, role: Role) -> None:
    services.answers[notices.UNTOLD.key] = {
        "items": [], "next_cursor": None, "count": 0, "since": None,
    }  # fmt: skip
    assert (log_in(role).get(PAGE).status_code == 200) == (role in MANAGERS)
