"""P06: what a program's key opens at the gateway: asked once, forgotten at once, throttled."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.errors import NotAuthenticated, ServiceAway
from gateway import sessions as kept_sessions
from gateway.sessions import Sessions
from gateway.throttling import OF_A_NAME
from tests.api.stand_in import StandIn

KEY = {"Authorization": "Bearer gj_abc"}
PROGRAM: dict[str, Any] = {
    "id": "key-1", "name": "API · 财务软件", "roles": ["receptionist"], "household_ids": [],
    "grants": [{"role": "receptionist", "community_id": None}], "scopes": ["billing:read"],
    "seconds_left": 86400,
}  # fmt: skip
OPEN = "directory.open_api_key"


def asked(services: StandIn) -> int:
    """How often the directory was asked about keys."""
    return sum(call.method == "open_api_key" for call in services.calls)


def test_P06_a_key_calls_as_its_program(client: FlaskClient, services: StandIn) -> None:
    services.answers |= {OPEN: PROGRAM, "billing.list_bills": {"items": [], "next_cursor": None}}
    for _ in range(3):
        assert client.get("/api/v1/bills", headers=KEY).status_code == 200
    assert asked(services) == 1, "asked once, and kept"
    context = services.calls[-1].context
    assert '"scopes": ["billing:read"]' in context["actor"]
    assert "gj_abc" not in str(services.calls), "the key itself leaves the gateway for nowhere"


def test_P06_a_key_that_has_ended_opens_nothing_once_it_is_told(
    app: Flask, client: FlaskClient, services: StandIn
) -> None:
    services.answers[OPEN] = PROGRAM
    sessions: Sessions = app.extensions["guanjia"].sessions
    assert client.get("/api/v1/me", headers=KEY).status_code == 200
    services.answers[OPEN] = NotAuthenticated()
    assert client.get("/api/v1/me", headers=KEY).status_code == 200, "nothing was told"
    sessions.on_event("directory", "access_changed", {"person_id": "key-1"})
    assert client.get("/api/v1/me", headers=KEY).status_code == 401


def test_P06_a_key_opens_nothing_beyond_its_time_even_while_the_directory_is_away(
    services: StandIn,
) -> None:
    now = [0.0]
    sessions = Sessions(services, clock=lambda: now[0])  # type: ignore[arg-type]
    services.answers[OPEN] = PROGRAM | {"seconds_left": 40}
    sessions.find_key("d")
    services.answers[OPEN] = ServiceAway()
    now[0] = 35.0
    sessions.find_key("d")
    now[0] = 41.0
    with pytest.raises(ServiceAway):
        sessions.find_key("d")


def test_P06_without_its_end_a_key_would_go_on_while_the_directory_is_away(
    services: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    now = [0.0]
    sessions = Sessions(services, clock=lambda: now[0])  # type: ignore[arg-type]
    services.answers[OPEN] = PROGRAM
    sessions.find_key("d")
    services.answers[OPEN] = ServiceAway()
    now[0] = kept_sessions.FRESH + 11
    assert sessions.find_key("d").id == "key-1"


def test_P06_keys_that_open_nothing_pause_as_logins_do(
    client: FlaskClient, services: StandIn
) -> None:
    services.answers[OPEN] = NotAuthenticated()
    for _ in range(OF_A_NAME.amount):
        assert client.get("/api/v1/me", headers=KEY).status_code == 401
    refused = client.get("/api/v1/me", headers=KEY)
    assert refused.status_code == 429
    assert refused.get_json(force=True)["code"] == "too_many_attempts"
    assert asked(services) == OF_A_NAME.amount, "the directory is asked no more"


def test_P06_a_good_key_is_not_kept_out_by_bad_ones_of_its_network(
    client: FlaskClient, services: StandIn
) -> None:
    services.answers[OPEN] = PROGRAM
    assert client.get("/api/v1/me", headers=KEY).status_code == 200
    services.answers[OPEN] = NotAuthenticated()
    bad = [{"Authorization": f"Bearer gj_{number}"} for number in range(110)]
    codes = [client.get("/api/v1/me", headers=one).status_code for one in bad]
    assert codes[0] == 401 and codes[-1] == 429
    assert client.get("/api/v1/me", headers=KEY).status_code == 200


def test_P06_a_key_opens_no_pages(client: FlaskClient, services: StandIn) -> None:
    services.answers[OPEN] = PROGRAM
    answer = client.get("/account", headers=KEY | {"Accept": "text/html"})
    assert answer.status_code in (303, 401)
    assert asked(services) == 0


def test_P06_the_document_says_which_scope_an_operation_needs(client: FlaskClient) -> None:
    paths = client.get("/openapi.json").get_json()["paths"]
    assert paths["/api/v1/bills"]["get"]["x-scope"] == "billing:read"
    assert paths["/api/v1/payments"]["post"]["x-scope"] == "billing:write"
    assert "x-scope" not in paths["/api/v1/refunds/{refund_id}/decide"]["post"]


def test_P06_a_key_searches_the_services_that_it_reads_alone(
    client: FlaskClient, services: StandIn
) -> None:
    services.answers |= {
        OPEN: PROGRAM,
        "billing.find": {"items": [
            {"kind": "receipt", "id": "p1", "title": "SJ-2026-000001", "subtitle": "1栋 201",
             "page_id": "SJ-2026-000001", "community": "GL"},
        ]},
    }  # fmt: skip
    answer = client.get("/api/v1/search?q=SJ-2026", headers=KEY)
    assert answer.status_code == 200, answer.text
    found = answer.get_json()
    assert [one["kind"] for one in found["groups"]] == ["receipt"] and found["missing"] == []
    assert {call.service for call in services.calls if call.method == "find"} == {"billing"}


def test_P06_a_key_that_reads_nothing_does_not_search(
    client: FlaskClient, services: StandIn
) -> None:
    services.answers[OPEN] = PROGRAM | {"scopes": ["billing:write"]}
    refused = client.get("/api/v1/search?q=SJ-2026", headers=KEY)
    assert refused.status_code == 403
    assert refused.get_json(force=True)["code"] == "key_scope_missing"
    assert not [call for call in services.calls if call.method == "find"]
