"""P03: what a gateway remembers of who is let in, and when it asks again."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from contracts.directory import methods
from foundation.errors import NotAuthenticated, ServiceAway, StorageAway
from gateway import context
from gateway.sessions import FRESH, GRACE, HINT, RETRY, Sessions

WHO = {"id": "p1", "name": "王芳", "roles": ["steward"], "household_ids": []}


class Directory:
    """One that can be changed, be away, and be asked in the middle of a change."""

    def __init__(self) -> None:
        self.answer: dict[str, Any] | Exception = WHO
        self.calls = 0
        self.meanwhile: Callable[[], None] = lambda: None

    def call(
        self,
        service: str,
        method: str,
        data: dict[str, Any],
        context: Mapping[str, str],
        timeout: float | None = None,
    ) -> Any:
        """What the session opens."""
        assert (service, method) == (methods.SESSION.service, methods.SESSION.name)
        self.calls += 1
        answer = self.answer
        self.meanwhile()
        if isinstance(answer, Exception):
            raise answer
        return answer


class Gateway:
    """What a gateway remembers, with a clock of its own."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.directory = Directory()
        self.sessions = Sessions(self.directory, clock=lambda: self.now)

    def enters(self) -> bool:
        """Whether the person is let in."""
        try:
            return self.sessions.find("s1", "p1").id == "p1"
        except NotAuthenticated:
            return False


@pytest.fixture
def at() -> Gateway:
    """A gateway that knows somebody."""
    made = Gateway()
    assert made.enters()
    made.directory.answer = NotAuthenticated()
    return made


def test_P03_a_request_costs_no_call(at: Gateway) -> None:
    assert all(at.enters() for _ in range(1000)) and at.directory.calls == 1


def test_P03_who_is_told_to_have_changed_is_asked_about_before_the_next_request(
    at: Gateway,
) -> None:
    at.sessions.on_event("directory", "access_changed", {"person_id": "p1"})
    assert not at.enters()


def test_P03_changed_roles_and_households_hold_from_the_next_request(at: Gateway) -> None:
    at.directory.answer = WHO | {"roles": ["engineer"]}
    assert at.sessions.find("s1", "p1").roles == {"steward"}
    at.sessions.on_event("directory", "person_changed", {"person_id": "p1"})
    assert at.sessions.find("s1", "p1").roles == {"engineer"}


def test_P03_negative_control_what_concerns_another_is_no_reason_to_ask(at: Gateway) -> None:
    at.sessions.on_event("directory", "access_changed", {"person_id": "p2"})
    at.sessions.on_event("billing", "bill_issued", {"person_id": "p1"})
    assert at.enters(), "without the event above the right that ended would go on"


def test_P03_what_another_gateway_has_carried_out_is_asked_about(at: Gateway) -> None:
    at.sessions.on_event(HINT, "", {})
    assert not at.enters()


def test_P03_while_nothing_is_told_everybody_is_asked_about(at: Gateway) -> None:
    at.sessions.is_listening = lambda: False
    assert not at.enters()


def test_P03_what_was_missed_while_the_feed_was_away_is_asked_about(at: Gateway) -> None:
    at.sessions.forget()  # as the broadcast calls when it hears again
    assert not at.enters()


def test_P03_an_event_that_never_comes_lets_nobody_in_for_long(at: Gateway) -> None:
    at.now += FRESH - 1
    assert at.enters()
    at.now += 2
    assert not at.enters()


def test_P03_an_answer_from_before_a_change_is_not_kept() -> None:
    """The directory answers, and something changes before the answer has arrived."""
    at = Gateway()

    def changes() -> None:
        at.directory.meanwhile = lambda: None
        at.directory.answer = NotAuthenticated()
        at.sessions.on_event("directory", "access_changed", {"person_id": "p1"})

    at.directory.meanwhile = changes
    assert at.enters(), "it was right when it was asked"
    assert not at.enters()


@pytest.mark.parametrize("away", [ServiceAway(), StorageAway()], ids=["service", "storage"])
def test_P03_a_directory_that_is_away_throws_nobody_out_while_it_would_be_heard(
    at: Gateway, away: Exception
) -> None:
    at.directory.answer = away
    at.now += FRESH + 1
    assert at.enters() and at.directory.calls == 2
    assert at.enters() and at.directory.calls == 2, "not asked again for every request"
    at.now += RETRY + 1
    assert at.enters() and at.directory.calls == 3
    at.now += GRACE
    with pytest.raises(type(away)):
        at.enters()


@pytest.mark.parametrize("how", ["feed away", "told of a change", "never seen"])
def test_P03_a_directory_that_is_away_lets_in_nobody_of_whom_something_may_have_changed(
    at: Gateway, how: str
) -> None:
    at.directory.answer = ServiceAway()
    at.now += FRESH + 1
    if how == "feed away":
        at.sessions.is_listening = lambda: False
    elif how == "told of a change":
        at.sessions.on_event("directory", "access_changed", {"person_id": "p1"})
    else:
        at.sessions = Sessions(at.directory, clock=lambda: at.now)
    with pytest.raises(ServiceAway):
        at.enters()


def test_P03_a_session_opens_nothing_for_another_person(at: Gateway) -> None:
    with pytest.raises(NotAuthenticated):
        at.sessions.find("s1", "p2")
    assert at.directory.calls == 2, "asked, and not taken from what is known of p1"


READING_OR_GRANTING_NOTHING = {
    "create_household", "reveal", "export_households", "put_shift", "cancel_shift",
    "copy_roster_week",
    "authenticate", "change_policy", "verify_audit", "withdraw_policy_change", "create_community",
    "change_community", "close_community", "reopen_community", "change_company", "find_households",
    "add_vehicle", "change_vehicle", "issue_card", "change_card", "add_pet", "change_pet",
    "add_note", "change_note", "mark_key_household", "change_key_household", "record_key_call",
    "find", "own_data", "erase_leaver",
    "invite", "reset_password", "enrol_second_factor", "renew_recovery_codes",
    "remove_second_factor", "log_in_by_code", "enrol_at_login", "forgot_password",
    "change_contact", "print_codes", "let_in", "create_api_key", "open_api_key",
    "log_in_by_company",
    "put_company_picture", "remove_company_picture",
}  # fmt: skip
"""What writes and ends nobody's right. A new one is a decision to be written here, or in
`MAY_END_RIGHTS` of the contract."""


def test_P03_of_every_writing_method_somebody_has_said_whether_it_may_end_rights() -> None:
    from services.directory.service import DirectoryService

    entries = [
        getattr(DirectoryService, name).entry
        for name in dir(DirectoryService)
        if hasattr(getattr(DirectoryService, name), "entry")
    ]
    writing = {one.method.name for one in entries if one.writes}
    ending = {method.name for method in methods.MAY_END_RIGHTS}
    assert writing - ending - READING_OR_GRANTING_NOTHING - {"session"} == set()
    assert context.MAY_END_RIGHTS is methods.MAY_END_RIGHTS
