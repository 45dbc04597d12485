"""P03: the pages of who has forgotten the password."""

from typing import Any

import pytest

from contracts.directory import methods
from contracts.notices import methods as notices
from contracts.roles import Role
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn


@pytest.fixture
def sending(services: StandIn) -> None:
    """An installation that sends mail, and says where its pages are."""
    services.answers[notices.CHANNELS_IN_USE.key] = {"items": ["email"]}
    services.answers["directory.site"] = {"public_url": "https://desk.example", "entered": True}


def asked(services: StandIn) -> list[dict[str, Any]]:
    """What was asked of the directory."""
    return [one.data for one in services.calls if one.method == "forgot_password"]


def test_P03_where_nothing_can_be_sent_it_is_said_whom_to_ask(
    browsing: Browsing, services: StandIn
) -> None:
    assert 'href="/forgot"' in browsing.text("/login")
    page = browsing.text("/forgot")
    assert "请联系系统管理员" in page and 'name="username"' not in page
    assert browsing.send("/forgot", username="wang").status_code == 409
    assert asked(services) == []


@pytest.mark.usefixtures("sending")
def test_P03_the_answer_is_the_same_whoever_it_is(browsing: Browsing, services: StandIn) -> None:
    answer = browsing.send("/forgot", username="wang")
    assert answer.headers["Location"] == "/login"
    assert "如该账号存在" in browsing.text("/login")
    assert asked(services) == [{"username": "wang", "site": "https://desk.example"}]


@pytest.mark.usefixtures("sending")
def test_P03_a_link_does_not_lead_where_the_request_says(
    browsing: Browsing, services: StandIn
) -> None:
    """Who asks for somebody else's link may name any host."""
    values = {"csrf_token": browsing.token(), "username": "wang"}
    browsing.client.post("/forgot", data=values, headers={"Host": "evil.example"})
    assert {one["site"] for one in asked(services)} <= {"https://desk.example"}


@pytest.mark.usefixtures("sending")
def test_P03_after_ten_times_it_pauses(browsing: Browsing, services: StandIn) -> None:
    statuses = [browsing.send("/forgot", username="wang").status_code for _ in range(11)]
    assert statuses == [303] * 10 + [429]
    assert len(asked(services)) == 10


@pytest.mark.usefixtures("sending")
def test_P03_over_http_it_is_the_same(browsing: Browsing, services: StandIn) -> None:
    answer = browsing.client.post("/api/v1/auth/forgot", json={"username": "wang"})
    assert answer.status_code == 204 and len(asked(services)) == 1
    answer = browsing.client.post("/api/v1/auth/forgot", json={"username": "a", "site": "b"})
    assert answer.status_code == 422, "where the pages are is not for the caller to say"


def test_P03_one_says_oneself_where_messages_go(services: StandIn, log_in: LogIn) -> None:
    contact = {"email": "wang@example.com", "phone_masked": "138****5678"}
    services.answers[methods.OWN_CONTACT.key] = contact
    services.answers[methods.CHANGE_CONTACT.key] = contact
    person = log_in(Role.STEWARD)
    page = person.text("/account/contact")
    assert "wang@example.com" in page and "138****5678" in page
    person.send("/account/contact", old_password="secret", email="", phone="")
    sent = next(one.data for one in services.calls if one.method == "change_contact")
    assert sent == {"old_password": "secret", "email": None}
