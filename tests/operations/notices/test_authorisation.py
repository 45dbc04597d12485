"""Which roles may call which method of notices: N01, N02, N04."""

from collections.abc import Callable
from typing import Any

from contracts.notices.methods import METHODS
from contracts.roles import Role
from foundation.actor import Actor
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
    "compose_outage": STAFF,
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
    "add_attachment": STAFF,
    "get_attachment": EVERYONE,
    "remove_attachment": STAFF,
    "reach": STAFF,
    "missing_photos": STAFF,
    "door_deliveries": MANAGERS | {Role.RECEPTIONIST, Role.STEWARD},
    "hand_over": MANAGERS | {Role.RECEPTIONIST, Role.STEWARD},
    "door_buildings": MANAGERS | {Role.RECEPTIONIST, Role.STEWARD},
    "hand_over_home": MANAGERS | {Role.RECEPTIONIST, Role.STEWARD},
    "messages": EVERYONE | {Role.ADMIN},
    "read_message": EVERYONE | {Role.ADMIN},
    "outgoing": MANAGERS | {Role.RECEPTIONIST},
    "find": STAFF,
    "untold": MANAGERS,
    "list_outlets": {Role.ADMIN},
    "channels_in_use": {Role.SYSTEM},
    "change_outlet": {Role.ADMIN},
    "send_test_message": {Role.ADMIN},
    "list_webhooks": {Role.ADMIN},
    "create_webhook": {Role.ADMIN},
    "edit_webhook": {Role.ADMIN},
    "send_test_event": {Role.ADMIN},
    "rotate_webhook": {Role.ADMIN},
    "end_webhook": {Role.ADMIN},
    "list_deliveries": {Role.ADMIN},
    "replay_delivery": {Role.ADMIN},
    "list_templates": MANAGERS | {Role.FINANCE, Role.INSPECTOR, Role.ADMIN},
    "get_template": MANAGERS | {Role.FINANCE, Role.INSPECTOR, Role.ADMIN},
    "change_template": {Role.DEPUTY_MANAGER, Role.DIRECTOR},
    "take_back_template": {Role.DEPUTY_MANAGER, Role.DIRECTOR},
    "history": MANAGERS | {Role.FINANCE, Role.INSPECTOR, Role.ADMIN},
    "opening": MANAGERS | {Role.FINANCE, Role.ADMIN},
    "needs_community": {Role.ADMIN},
    "list_policies": MANAGERS | {Role.FINANCE, Role.INSPECTOR, Role.ADMIN},
    "get_policy": MANAGERS | {Role.FINANCE, Role.INSPECTOR, Role.ADMIN},
    "change_policy": {Role.DEPUTY_MANAGER, Role.DIRECTOR, Role.ADMIN},
    "withdraw_policy_change": {Role.DEPUTY_MANAGER, Role.DIRECTOR, Role.ADMIN},
}


def test_N01_every_method_lets_in_whom_this_table_names() -> None:
    assert {method.name: set(method.roles) for method in METHODS} == EXPECTED


def test_N01_the_actions_offered_are_those_that_the_role_may_take(
    store: Store, draft: Callable[..., Any], actor: Callable[..., Actor]
) -> None:
    notice = draft(kind="major")

    def offered(role: str) -> list[str]:
        view = perform(store, Notices.get, actor(role), notice_id=notice["id"])
        return list(view["actions"])

    files = ["add_attachment", "remove_attachment"]
    assert offered("receptionist") == ["edit", "submit", *files]
    assert offered("director") == ["edit", "submit", "publish", "withdraw", *files]
