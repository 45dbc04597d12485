"""Which roles may call which method of notices: N01, N02, N04."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.method import Method
from contracts.notices.methods import METHODS
from contracts.roles import Role
from foundation.actor import Actor
from foundation.errors import Forbidden, InvalidInput
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import perform

STAFF = {
    Role.RECEPTIONIST,
    Role.STEWARD,
    Role.ENGINEER,
    Role.SUPERVISOR,
    Role.DEPUTY_MANAGER,
    Role.DIRECTOR,
    Role.FINANCE,
    Role.INSPECTOR,
}
MANAGERS = {Role.SUPERVISOR, Role.DEPUTY_MANAGER, Role.DIRECTOR}
EVERYONE = STAFF | {Role.RESIDENT}
EXPECTED: dict[str, set[Role]] = {
    "draft": STAFF,
    "edit": STAFF,
    "search": EVERYONE,
    "get": EVERYONE,
    "submit": STAFF,
    "approve": {Role.DEPUTY_MANAGER, Role.DIRECTOR},
    "send_back": {Role.DEPUTY_MANAGER, Role.DIRECTOR},
    "publish": MANAGERS,
    "withdraw": MANAGERS,
    "correct": MANAGERS,
    "read": EVERYONE,
    "acknowledge": EVERYONE,
    "add_photo": STAFF,
    "get_photo": STAFF,
    "reach": STAFF,
    "missing_photos": STAFF,
    "door_deliveries": MANAGERS | {Role.RECEPTIONIST, Role.STEWARD},
    "hand_over": MANAGERS | {Role.RECEPTIONIST, Role.STEWARD},
    "messages": EVERYONE | {Role.ADMIN},
    "read_message": EVERYONE | {Role.ADMIN},
    "outgoing": MANAGERS | {Role.RECEPTIONIST},
}


def test_N01_every_method_has_an_entrypoint_and_a_row_here() -> None:
    assert set(EXPECTED) == {method.name for method in METHODS}
    for method in METHODS:
        assert getattr(Notices, method.name).entry.method is method


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_N01_a_method_is_refused_to_every_other_role(
    store: Store, actor: Callable[..., Actor], method: Method
) -> None:
    """Who may call meets the check of the (senseless) input, who may not is refused before."""
    allowed = set()
    for role in Role:
        try:
            perform(store, getattr(Notices, method.name), actor(role), senseless=True)
        except Forbidden:
            continue
        except InvalidInput:
            allowed.add(role)
    assert allowed == EXPECTED[method.name]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_N01_the_actions_offered_are_those_that_the_role_may_take(
    store: Store, draft: Callable[..., Any], actor: Callable[..., Actor]
) -> None:
    notice = draft(kind="major")

    def offered(role: str) -> list[str]:
        view = perform(store, Notices.get, actor(role), notice_id=notice["id"])
        return list(view["actions"])

    assert offered("receptionist") == ["edit", "submit"]
    assert offered("director") == ["edit", "submit", "publish", "withdraw"]
