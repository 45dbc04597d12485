"""C14, B04: whom a page offers is who may be given it, where the case or the visit is."""

from typing import Any

import pytest
from flask import Flask

from contracts.billing import methods as billing
from contracts.directory import methods as directory
from contracts.roles import CASE_WORKERS, Role
from gateway.web.desk import cases
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn
from tests.web.test_door import VISIT, at_the_door


def staff(role: str, department: str | None = "行政部") -> dict[str, Any]:
    """A colleague with one role."""
    return {"id": role, "name": role, "roles": [role], "department": department}


PAGES: dict[str | None, dict[str, Any]] = {
    None: {"items": [staff(one) for one in Role], "next_cursor": "last"},
    "last": {"items": [staff("engineer", None)], "next_cursor": None},
}


def offered(app: Flask, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Whom the forms of a transfer and of taking over offer for a case of the community c2."""

    def asked(community_id: str, method: Any, cursor: str | None = None, **_more: Any) -> Any:
        assert community_id == "c2"
        assert method is directory.FIND_PEOPLE
        return PAGES[cursor]

    monkeypatch.setattr(cases, "call_in", asked)
    with app.test_request_context():
        return {one for one, _ in cases.workers(list(cases.colleagues("c2")), [])}


def test_C14_only_who_works_on_cases_there_is_offered(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert offered(app, monkeypatch) == CASE_WORKERS


def test_C14_without_it_the_administrator_would_be_offered(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(cases, "CASE_WORKERS", frozenset(Role))
    assert Role.ADMIN in offered(app, monkeypatch)


def test_B04_stewards_are_asked_for_where_the_visit_is(log_in: LogIn, services: StandIn) -> None:
    at_the_door(services)
    services.answers[billing.LIST_VISITS.key] = {
        "items": [VISIT | {"community_id": "c2"}], "next_cursor": None,
    }  # fmt: skip
    assert "钱管家" in log_in("supervisor", places=("c1", "c2")).text("/field/visits/h1")
    (asked,) = (one for one in services.calls if one.method == billing.LIST_STEWARDS.name)
    assert '"c2"' in asked.context["actor"] and '"c1"' not in asked.context["actor"]
