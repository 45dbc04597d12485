"""P07: one box on every page of the staff; who is away leaves out its group and is named."""

from typing import Any

import pytest

from contracts.roles import STAFF, Role
from foundation.errors import ServiceAway
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
SERVICES = ("directory", "billing", "complaints", "repairs", "notices")
CASE = {
    "kind": "complaint", "id": "c1", "title": "TS-2026-000001", "community": "",
    "subtitle": "3栋 · <b>漏水",
    "page_id": "c1",
}  # fmt: skip
HOME = {
    "kind": "household", "id": "h1", "title": "3栋 2-1001", "subtitle": "王芳",
    "community": "", "page_id": "h1",
}  # fmt: skip


def answered(services: StandIn, **items: list[dict[str, Any]]) -> None:
    """What each service finds."""
    for name in SERVICES:
        services.answers[f"{name}.find"] = {"items": items.get(name, [])}


@pytest.mark.parametrize("role", sorted(STAFF | {Role.RESIDENT, Role.ADMIN}))
def test_P07_the_box_is_on_the_pages_of_the_staff(
    log_in: LogIn, services: StandIn, role: Role
) -> None:
    reader = log_in(role)
    answered(services)
    page = reader.text("/account")
    assert ('id="find-box"' in page, "find.js" in page) == ((role in STAFF),) * 2
    for path in ("/search", "/search/results?q=x"):
        assert reader.get(path).status_code == (200 if role in STAFF else 403)


def test_P07_what_was_found_stands_in_groups_and_leads_to_its_page(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    answered(services, complaints=[CASE], directory=[HOME])
    for path in ("/search?q=漏水", "/search/results?q=漏水"):
        page = desk.text(path)
        assert page.index("/desk/households/h1") < page.index("/desk/cases/c1")
        assert "住户" in page and "投诉与咨询" in page
        assert "<b>漏水" not in page
    assert {call.method for call in services.calls} >= {"find"}
    services.calls.clear()
    assert "例如" in desk.text("/search")
    assert [call for call in services.calls if call.method == "find"] == [], "nothing was asked"


def test_P07_a_service_that_is_away_is_named_and_the_rest_is_shown(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    answered(services, directory=[HOME])
    services.answers["complaints.find"] = ServiceAway(service="complaints")
    page = desk.text("/search?q=王芳")
    assert "/desk/households/h1" in page
    assert 'class="alert tone-waiting"' in page


def test_P07_a_colleague_has_a_page_for_all_of_the_staff(log_in: LogIn, services: StandIn) -> None:
    person = {
        "id": AN_ID, "name": "孙志强", "roles": ["engineer"], "grants": [], "department": "工程部",
        "buildings": [], "skills": ["gas"], "phone_masked": "135****1234", "email": None,
        "active": True, "erased": False, "household_ids": [], "username": "sun", "version": 1,
    }  # fmt: skip
    shift = {
        "id": AN_ID, "person_id": AN_ID, "person": "孙志强", "duty": "engineer",
        "starts_at": "2026-01-05T00:00:00+00:00", "ends_at": "2026-01-05T08:00:00+00:00",
        "cancelled": False, "version": 1,
    }  # fmt: skip
    services.answers["directory.get_person"] = person
    services.answers["directory.who_is_on_duty"] = {"at": shift["starts_at"], "shifts": [shift]}
    path = f"/colleagues/{AN_ID}"
    page = log_in(Role.RECEPTIONIST).text(path)
    assert "孙志强" in page and "135****1234" in page and "工程部" in page
    assert "/settings/people/" not in page
    assert f"/settings/people/{AN_ID}" in log_in(Role.DIRECTOR).text(path)
    for role in (Role.RESIDENT, Role.ADMIN):
        assert log_in(role).get(path).status_code == 403
    services.answers["directory.get_person"] = person | {"roles": ["resident"]}
    assert log_in(Role.RECEPTIONIST).get(path).status_code == 404
