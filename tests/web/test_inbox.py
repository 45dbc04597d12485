"""Messages of the office: a bell on every page, and the list behind it, for whoever has a login."""

from typing import Any

import pytest

from contracts.notices import methods
from contracts.roles import Role
from foundation.errors import ServiceAway
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn

AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
ROLES = [role for role in Role if role is not Role.SYSTEM]
DISPATCHED: dict[str, Any] = {
    "id": AN_ID, "purpose": "repair_dispatched", "title": "新派工单 BX-2026-000001",
    "text": "您有新的派工单。", "sent_at": "2026-11-02T09:00:00+08:00", "read_at": None,
}  # fmt: skip


def inbox(*messages: dict[str, Any], unread: int = 0) -> dict[str, Any]:
    """What the service answers."""
    return {"items": list(messages), "next_cursor": None, "unread": unread}


@pytest.mark.parametrize("role", ROLES)
def test_everybody_with_a_login_finds_their_messages(
    log_in: LogIn, services: StandIn, role: Role
) -> None:
    browsing = log_in(role)
    services.answers[methods.MESSAGES.key] = inbox(DISPATCHED, unread=1)
    services.answers[methods.READ_MESSAGE.key] = DISPATCHED
    assert 'href="/messages"' in browsing.text("/account")
    assert f'href="/messages/{AN_ID}"' in browsing.text("/messages")
    assert DISPATCHED["text"] in browsing.text(f"/messages/{AN_ID}")


@pytest.mark.parametrize(("unread", "shown"), [(0, None), (3, "3"), (100, "99+")])
def test_the_bell_says_how_many_are_unread(
    log_in: LogIn, services: StandIn, unread: int, shown: str | None
) -> None:
    browsing = log_in("engineer")
    services.answers[methods.MESSAGES.key] = inbox(unread=unread)
    bell = browsing.text("/messages/unread")
    assert ("bell-count" in bell) == bool(shown)
    if shown:
        assert f">{shown}</span>" in bell and f"{unread} 条未读" in bell


def test_no_page_waits_for_the_bell(log_in: LogIn, services: StandIn) -> None:
    browsing = log_in("engineer")
    services.answers[methods.MESSAGES.key] = ServiceAway(service="notices")
    services.calls.clear()
    assert browsing.get("/account").status_code == 200
    assert methods.MESSAGES.name not in {call.method for call in services.calls}


@pytest.mark.parametrize("path", ["/messages", f"/messages/{AN_ID}", "/messages/unread"])
def test_messages_are_for_who_is_logged_in(browsing: Browsing, path: str) -> None:
    assert browsing.get(path).headers["Location"].startswith("/login")
