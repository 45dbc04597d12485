"""P03: the pages of staff: found, entered, given roles, invited, logged out, closed."""

from typing import Any

import pytest

from contracts.complaints import methods as complaints
from contracts.directory import methods
from contracts.roles import ANYONE, Role
from foundation.errors import Forbidden
from gateway.web import settings
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import NO_MORE, LogIn

ZHAO: dict[str, Any] = {
    "id": "p1", "name": "赵永强", "roles": ["steward"],
    "grants": [{"role": "steward", "community": ""}], "department": "客服部",
    "buildings": ["1栋"], "skills": ["plumbing", "焊接"], "phone_masked": "138****5678",
    "email": "zhao@example.com", "active": True, "erased": False, "requested_roles": None,
    "household_ids": [],
    "username": "zhao", "version": 4,
}  # fmt: skip
FIRST = {"id": "c1", "name": "观澜花园", "code": "", "closed_at": None, "version": 1}
SECOND = {"id": "c2", "name": "南苑", "code": "NY", "closed_at": None, "version": 1}
LINK = {
    "id": "l1", "person_id": "p1", "name": "赵永强", "kind": "reset", "link": "/join/secret",
    "hours": 72, "expires_at": "2026-12-03T15:39:00+08:00", "waits": False,
}  # fmt: skip
LOGIN = {
    "id": "s1", "kind": "pages", "opened_at": "2026-11-30T08:00:00+08:00", "current": False,
    "seen_at": "2026-11-30T09:00:00+08:00", "user_agent": "Mozilla/5.0 (iPhone) Safari",
}  # fmt: skip
COMPANY_ACCOUNT = {
    "id": "i1", "issuer": "https://id.example.com", "subject": "s-1", "open_logins": 2,
    "linked_at": "2026-11-01T08:00:00+08:00",
}  # fmt: skip
ENGINEERING = {
    "code": "engineering",
    "name": "工程部",
    "name_zh": "工程部",
    "name_en": "Engineering",
    "also": ["维修部"],
    "open": 0,
    "active": True,
    "position": 1,
    "version": 1,
    "source": "code",
}
SHIFT = {
    "id": "h1", "person_id": "p1", "person_name": "赵永强", "duty": "desk", "cancelled": False,
    "starts_at": "2030-01-05T08:00:00+08:00", "ends_at": "2030-01-05T20:00:00+08:00", "version": 1,
}  # fmt: skip


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    """One person, in the one community."""
    services.answers |= {
        methods.FIND_PEOPLE.key: {"items": [ZHAO], "next_cursor": None},
        methods.GET_PERSON.key: ZHAO,
        methods.LIST_COMMUNITIES.key: {"items": [FIRST]},
        methods.LIST_BUILDINGS.key: {"items": [
            {"building": name, "community": code}
            for name, code in (("1栋", ""), ("2栋", ""), ("9栋", "NY"))
        ]},
        methods.GET_ACCESS.key: {
            "person_id": "p1", "username": "zhao", "disabled": False, "link": None,
            "second_factor": {"enrolled": True, "required": False, "due_at": None},
        },
        methods.LIST_ROLE_REQUESTS.key: NO_MORE,
        methods.PERSON_SESSIONS.key: {"items": [LOGIN], "next_cursor": None},
        methods.COMPANY_IDENTITIES.key: {"items": [COMPANY_ACCOUNT]},
        methods.CHANGE_PERSON.key: ZHAO,
        methods.CREATE_PERSON.key: ZHAO,
        methods.CLOSE_PERSON.key: ZHAO | {"active": False, "shifts": [SHIFT]},
        methods.RESET_PASSWORD.key: LINK,
        complaints.DEPARTMENTS.key: {"items": [ENGINEERING]},
    }  # fmt: skip


def called(services: StandIn, name: str) -> dict[str, Any]:
    """What a method was called with last."""
    return next(one.data for one in reversed(services.calls) if one.method == name)


def test_P03_staff_is_found_by_name_role_and_building(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.ADMIN)
    page = person.text("/settings/people?q=%E8%B5%B5&role=steward&building=1%E6%A0%8B&closed=1")
    assert "赵永强" in page and "/settings/people/p1" in page
    asked = called(services, "find_people")
    assert (asked["q"], asked["role"], asked["building"]) == ("赵", "steward", "1栋")
    assert asked["include_inactive"] is True and "community" not in asked
    assert 'name="community"' not in page, "with one community nobody is asked for it"


def test_P01_with_several_communities_staff_is_found_by_them(
    services: StandIn, log_in: LogIn
) -> None:
    services.answers[methods.LIST_COMMUNITIES.key] = {"items": [FIRST, SECOND]}
    person = log_in(Role.ADMIN)
    assert "观澜花园" in person.text("/settings/people?community=NY")
    assert called(services, "find_people")["community"] == "NY"
    person.text("/settings/people?community=-")
    assert called(services, "find_people")["community"] == "", "the first has no code yet"


def test_P03_somebody_is_entered(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.DIRECTOR)
    answer = person.send("/settings/people", name="孙丽", phone="", held=["steward", "engineer"],
                         department="engineering", skills=["lift"])  # fmt: skip
    assert answer.headers["Location"] == "/settings/people/p1"
    sent = called(services, "create_person")
    assert (sent["name"], sent["roles"]) == ("孙丽", ["steward", "engineer"])
    assert (sent["department"], sent["skills"], "phone" in sent) == ("engineering", ["lift"], False)
    assert "已新建人员“赵永强”。" in person.text("/settings/people/p1")


def test_P01_roles_are_given_each_in_its_place(services: StandIn, log_in: LogIn) -> None:
    services.answers[methods.LIST_COMMUNITIES.key] = {"items": [FIRST, SECOND]}
    person = log_in(Role.ADMIN)
    page = person.text("/settings/people/p1")
    assert 'value="steward@" ' in page.replace("aria", " aria") and "南苑" in page
    person.send("/settings/people/p1/roles", held=["steward@", "engineer@NY"],
                by_place="1", version="4")  # fmt: skip
    assert called(services, "change_person")["grants"] == [
        {"role": "steward", "community": ""}, {"role": "engineer", "community": "NY"},
    ]  # fmt: skip
    person.send("/settings/people/p1/roles", by_place="1", version="4")
    assert called(services, "change_person")["grants"] == []


def test_P03_what_a_second_person_must_agree_to_is_said(services: StandIn, log_in: LogIn) -> None:
    services.answers[methods.CHANGE_PERSON.key] = ZHAO | {"requested_roles": ["finance"]}
    person = log_in(Role.ADMIN)
    person.send("/settings/people/p1/roles", held=["finance"], version="4")
    assert "须经另一人审批" in person.text("/settings/people/p1")


def test_P03_a_phone_that_is_not_typed_stays(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.ADMIN)
    page = person.text("/settings/people/p1")
    assert "138****5678" in page and 'value="焊接"' in page
    person.send("/settings/people/p1", name="赵永强", phone="", email="", department="",
                skills=["焊接"], version="4")  # fmt: skip
    sent = called(services, "change_person")
    assert "phone" not in sent and (sent["email"], sent["department"]) == (None, None)
    assert sent["skills"] == ["焊接"]


def test_D05_buildings_are_those_of_the_stewards_community(
    services: StandIn, log_in: LogIn
) -> None:
    person = log_in(Role.ADMIN)
    page = person.text("/settings/people/p1")
    assert 'value="2栋"' in page and 'value="9栋"' not in page
    person.send("/settings/people/p1/buildings", community_code="", buildings=["1栋", "2栋"])
    sent = called(services, "change_person")
    assert (sent["buildings"], sent["community_code"]) == (["1栋", "2栋"], "")


@pytest.mark.parametrize("waits", [False, True])
def test_P03_a_link_is_shown_once_to_be_printed(
    services: StandIn, log_in: LogIn, waits: bool
) -> None:
    services.answers[methods.RESET_PASSWORD.key] = LINK | {
        "waits": waits, "expires_at": None if waits else LINK["expires_at"],
    }  # fmt: skip
    answer = log_in(Role.ADMIN).send("/settings/people/p1/reset")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200 and "http://localhost/join/secret" in text
    assert "data:image/svg+xml" in text and ("另一人审批" in text) is waits
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("ticked", [False, True])
def test_P03_whether_the_old_password_opens_on_is_asked_unticked(
    services: StandIn, log_in: LogIn, ticked: bool
) -> None:
    person = log_in(Role.ADMIN)
    assert 'name="at_once"' in person.text("/settings/people/p1")
    assert "原密码即刻失效" in person.text("/settings/people/p1")
    person.send("/settings/people/p1/reset", **({"at_once": "y"} if ticked else {}))
    assert called(services, "reset_password")["at_once"] is ticked


def test_P03_logins_are_listed_and_ended(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.ADMIN)
    assert "iPhone" in person.text("/settings/people/p1")
    person.send("/settings/people/p1/sessions/s1/end")
    assert called(services, "end_person_session") == {"person_id": "p1", "session_id": "s1"}


def test_P03_company_accounts_are_shown_and_unlinked(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.ADMIN)
    page = person.text("/settings/people/p1")
    assert "https://id.example.com" in page and "当前登录：2处" in page
    person.send("/settings/people/p1/company-logins/i1/unlink")
    sent = called(services, "unlink_company_identity")
    assert sent == {"person_id": "p1", "identity_id": "i1"}
    assert "id.example.com" not in log_in(Role.DIRECTOR).text("/settings/people/p1")


def test_P03_who_leaves_is_closed_and_the_shifts_are_named(
    services: StandIn, log_in: LogIn
) -> None:
    person = log_in(Role.ADMIN)
    person.send("/settings/people/p1/close")
    services.answers[methods.GET_PERSON.key] = ZHAO | {"active": False}
    services.answers[methods.LIST_SHIFTS.key] = {"items": [SHIFT], "next_cursor": None}
    page = person.text("/settings/people/p1")
    assert "须另行安排的班次：1个" in page and "1月5日 08:00" in page
    assert "/reopen" in page and "/close" not in page and "/reset" not in page


OFFERED: dict[str, set[str]] = {
    "roles": {Role.ADMIN, Role.DEPUTY_MANAGER, Role.DIRECTOR},
    "close": {Role.ADMIN, Role.DEPUTY_MANAGER, Role.DIRECTOR},
    "reset": {Role.ADMIN},
    "sessions/s1/end": {Role.ADMIN},
    "second-factor": {Role.ADMIN},
}
"""What is offered on somebody's page, to which roles."""


@pytest.mark.parametrize("role", [Role.ADMIN, Role.DEPUTY_MANAGER, Role.DIRECTOR, Role.SUPERVISOR])
def test_P03_only_what_is_allowed_is_offered(log_in: LogIn, role: Role) -> None:
    page = log_in(role).text("/settings/people/p1")
    offered = {what for what in OFFERED if f'action="/settings/people/p1/{what}"' in page}
    assert offered == {what for what, roles in OFFERED.items() if role in roles}


def test_P03_nobody_is_offered_to_change_their_own_roles(services: StandIn, log_in: LogIn) -> None:
    services.answers[methods.GET_PERSON.key] = ZHAO | {"id": "a-person", "roles": ["director"]}
    page = log_in(Role.DIRECTOR).text("/settings/people/a-person")
    assert "/roles" not in page and "/close" not in page


def test_P03_a_director_is_not_offered_an_administrators_roles(
    services: StandIn, log_in: LogIn
) -> None:
    services.answers[methods.GET_PERSON.key] = ZHAO | {"roles": ["admin"]}
    page = log_in(Role.DIRECTOR).text("/settings/people/p1")
    assert "p1/roles" not in page and "p1/close" not in page


@pytest.mark.parametrize("role", sorted(ANYONE))
def test_P03_the_pages_are_for_whom_the_settings_are(log_in: LogIn, role: Role) -> None:
    person: Browsing = log_in(role)
    allowed = role in (settings.pages.roles or ())
    for path in ("/settings/people", "/settings/people/p1"):
        assert (person.get(path).status_code == 200) is allowed
    assert allowed or person.get("/settings/people").status_code == 403


def test_P01_of_who_works_elsewhere_too_the_page_shows_no_logins(
    services: StandIn, log_in: LogIn
) -> None:
    services.answers |= dict.fromkeys(
        (methods.GET_ACCESS.key, methods.PERSON_SESSIONS.key, methods.COMPANY_IDENTITIES.key),
        Forbidden(),
    )
    page = log_in(Role.ADMIN).text("/settings/people/p1")
    assert "赵永强" in page and "iPhone" not in page and "id.example.com" not in page


def test_P08_of_who_was_erased_the_page_says_so_and_offers_nothing(
    services: StandIn, log_in: LogIn
) -> None:
    reopen, said = "/settings/people/p1/reopen", "离职期满"
    services.answers[methods.LIST_SHIFTS.key] = NO_MORE
    services.answers[methods.GET_PERSON.key] = ZHAO | {"active": False}
    closed = log_in(Role.ADMIN).text("/settings/people/p1")
    assert reopen in closed and said not in closed, "the control"
    gone = {"active": False, "erased": True, "username": None, "email": None, "phone_masked": ""}
    services.answers[methods.GET_PERSON.key] = ZHAO | gone
    page = log_in(Role.ADMIN).text("/settings/people/p1")
    assert said in page and "赵永强" in page
    for offered in (reopen, "/invitation", "/reset", "/second-factor", "/roles"):
        assert f'action="/settings/people/p1{offered}"' not in page and reopen not in page
