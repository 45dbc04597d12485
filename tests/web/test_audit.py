"""P05: the audit trail of all services as one, by person, thing and day; and its verification."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contracts.events import catalogue
from contracts.roles import Role
from foundation.config import SERVICES
from foundation.errors import ServiceAway
from gateway import audit_trails
from gateway.web import audit_entries, system_words
from guanjia.registry import service_class
from tests.api.conftest import Bearer, bearer, client  # noqa: F401 - fixtures
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

NOON = datetime.fromisoformat("2026-11-02T10:00:00+08:00")


def row(number: int, minutes: int, **more: Any) -> dict[str, Any]:
    """A row of a trail."""
    at = NOON + timedelta(minutes=minutes)
    return {
        "id": str(number), "at": at.isoformat(), "actor_id": "p1", "actor_name": "李梅",
        "operation": "complaints.lodge", "request_id": "r1", "subject_kind": "complaint",
        "subject_id": "c1", "community_id": None, "hash": "ab" * 32,
        "changes": [{"entity": "complaints", "id": "c1", "before": {"status": "lodged"},
                     "after": {"status": "accepted"}}],
    } | more  # fmt: skip


class Trails:
    """The trails of the services, in small pages."""

    def __init__(self, **rows: list[dict[str, Any]]) -> None:
        self.rows = {service: sorted(rows.get(service, ()), key=newest) for service in SERVICES}

    def ask(self, *questions: Any) -> list[Any]:
        """As services answer: the newest first, behind the cursor."""
        return [self.page(method.service, given) for method, given in questions]

    def page(self, service: str, given: dict[str, Any]) -> dict[str, Any]:
        behind = int(given.get("cursor") or 10**9)
        left = [one for one in self.rows[service] if int(one["id"]) < behind]
        page = left[: given["limit"]]
        more = len(left) > len(page)
        return {"items": page, "next_cursor": page[-1]["id"] if more else None}


def newest(one: dict[str, Any]) -> int:
    return -int(one["id"])


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_P05_the_trails_of_all_services_are_one_in_the_order_of_time(limit: int) -> None:
    """Each row once, however small the pages, and however unevenly they are spread."""
    trails = Trails(
        directory=[row(n, 7 * n) for n in range(1, 6)],
        billing=[row(n, 5 * n + 1) for n in range(1, 12)],
        notices=[row(4, 30), row(9, 31), row(10, 200)],
    )
    seen, cursor = [], None
    for _ in range(100):
        page = audit_trails.page_of(trails.ask, {"cursor": cursor}, limit)
        assert len(page["items"]) <= limit
        seen += [(one["at"], one["service"], one["id"]) for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 19
    assert [at for at, _, _ in seen] == sorted((at for at, _, _ in seen), reverse=True)


@pytest.fixture
def known(services: StandIn) -> None:
    for service in SERVICES:
        services.answers[f"{service}.audit_trail"] = {"items": [], "next_cursor": None}
        check = {
            "rows": 7, "erased": 0, "removed": 0, "removed_at": None, "begins_at": None,
            "waiting": 0, "broken": [], "heads": {},
        }  # fmt: skip
        services.answers[f"{service}.verify_audit"] = check
    erased = row(2, 0, changes=[{"entity": "complaints", "id": "c1", "erased": True}])
    found = {"items": [row(3, 1), erased], "next_cursor": None}
    services.answers["complaints.audit_trail"] = found


@pytest.mark.usefixtures("known")
def test_P05_who_did_what_is_read_with_before_and_after(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.DIRECTOR)
    page = person.text("/settings/audit?person=李梅&subject=TS-2026-000001&from=2026-11-01")
    assert "登记投诉" in page and "李梅" in page and "/desk/cases/c1" in page
    assert "状态" in page and "已受理" in page and "accepted" not in page
    assert "已抹去" in page
    asked = [call.data for call in services.calls if call.method == "audit_trail"]
    assert len(asked) == len(SERVICES)
    wanted = {"person": "李梅", "subject": "TS-2026-000001", "from": "2026-11-01"}
    assert all(data.items() >= wanted.items() for data in asked)


@pytest.mark.usefixtures("known")
def test_P05_what_is_away_is_said_and_the_rest_is_shown(services: StandIn, log_in: LogIn) -> None:
    services.answers["billing.audit_trail"] = ServiceAway()
    page = log_in(Role.INSPECTOR).text("/settings/audit")
    assert "登记投诉" in page and "暂时" in page


@pytest.mark.usefixtures("known")
def test_P05_the_first_broken_row_is_named(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.INSPECTOR)
    assert "全部记录完好" in person.text("/settings/audit/verify")
    broken = {"chain": "company", "position": 41, "id": "77", "why": "altered"}
    services.answers["billing.verify_audit"]["broken"] = [broken]
    page = person.text("/settings/audit/verify")
    assert "全部记录完好" not in page and "第41条（编号77）：被改动或调换" in page


@pytest.mark.usefixtures("known")
def test_P08_the_verification_says_what_retention_took(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.INSPECTOR)
    assert "最近一次" not in person.text("/settings/audit/verify")
    services.answers["billing.verify_audit"] |= {
        "removed": 12, "removed_at": NOON.isoformat(), "begins_at": NOON.isoformat(),
    }  # fmt: skip
    page = person.text("/settings/audit/verify")
    assert "开头12条，最近一次于" in page and "现存记录自" in page and "全部记录完好" in page


@pytest.mark.usefixtures("known")
def test_P05_the_api_gives_the_same(
    services: StandIn,
    client: FlaskClient,  # noqa: F811
    bearer: Bearer,  # noqa: F811
) -> None:
    by = bearer(Role.SUPERVISOR)
    answer = client.get("/api/v1/audit?limit=1", headers=by).get_json()
    assert [one["service"] for one in answer["items"]] == ["complaints"]
    assert answer["next_cursor"] and answer["items"][0]["changes"]
    assert client.get("/api/v1/audit/verify", headers=by).get_json()["intact"] is True
    broken = {"chain": "c1", "position": 1, "id": None, "why": "missing"}
    services.answers["notices.verify_audit"]["broken"] = [broken]
    assert client.get("/api/v1/audit/verify", headers=by).get_json()["intact"] is False


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("query", "field"),
    [("cursor=z9", "cursor"), ("cursor=dx", "cursor"), ("from=gestern", "from"), ("who=1", "who"),
     ("limit=0", "limit")],
)  # fmt: skip
def test_P05_a_query_that_is_none_is_refused_by_its_field(
    client: FlaskClient,  # noqa: F811
    bearer: Bearer,  # noqa: F811
    query: str,
    field: str,
) -> None:
    answer = client.get(f"/api/v1/audit?{query}", headers=bearer(Role.SUPERVISOR))
    assert answer.status_code == 422 and list(answer.get_json()["errors"]) == [field]


@pytest.mark.usefixtures("known")
def test_P05_no_name_of_the_code_is_read_on_the_page(services: StandIn, log_in: LogIn) -> None:
    """What has no word is said without the signs of the code; codes that have one, by it."""
    step = {"entity": "dunning_steps", "id": "s1", "after": {"next_step": "lawyer_letter"}}
    value = {"entity": "policies", "id": "visit_attempts", "after": {"before": 3, "after": 4}}
    changes = [step, value]
    by_itself = {"operation": "event:notices.on_complaint_escalated", "actor_id": "system"}
    rows = [row(9, 5, changes=changes, **by_itself)]
    services.answers["billing.audit_trail"] = {"items": rows, "next_cursor": None}
    page = log_in(Role.DIRECTOR).text("/settings/audit")
    for raw in ("on_complaint", "dunning_steps", "next_step", "lawyer_letter", "visit_attempts<"):
        assert raw not in page, raw
    assert "联动处理：投诉升级" in page and "上门次数" in page and "4次" in page


def test_P05_every_event_and_every_deadline_has_its_words() -> None:
    assert set(system_words.EVENTS) == {type_ for _source, type_, _version in catalogue()}
    kinds = {kind for one in SERVICES for kind in service_class(one).deadline_handlers}
    assert set(system_words.DEADLINES) == kinds


SAID = {
    "event:notices.on_person_left": "联动处理：人员离职",
    "event:notices.on_household_arrears_changed": "联动处理：住户欠费有变化",
    "event:notices.on_payment_received": "联动处理：收到缴款",
    "deadline:forget": "到期处理：到期清理",
}


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("operation", SAID)
def test_P05_what_the_system_did_is_said_in_words(
    services: StandIn, log_in: LogIn, operation: str
) -> None:
    found = {"items": [row(1, 0, operation=operation, actor_id="system")], "next_cursor": None}
    services.answers["complaints.audit_trail"] = found
    assert SAID[operation] in log_in(Role.DIRECTOR).text("/settings/audit")


@pytest.mark.usefixtures("known")
def test_P05_without_its_words_an_event_would_be_named_in_code(
    services: StandIn, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr("gateway.web.audit_entries.WORDS", {})
    done = "event:notices.on_person_left"
    found = {"items": [row(1, 0, operation=done, actor_id="system")], "next_cursor": None}
    services.answers["complaints.audit_trail"] = found
    assert "联动处理：person left" in log_in(Role.DIRECTOR).text("/settings/audit")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_P05_what_was_done_is_named_without_a_sign_of_the_code(app: Flask, language: str) -> None:
    """Of every method, in each language."""
    with app.test_request_context(headers={"Accept-Language": language}):
        named = {key: audit_entries.done_in_words(key) for key in audit_entries.OPERATIONS}
    assert [key for key, title in named.items() if re.search(r"[`_(]", title)] == []
