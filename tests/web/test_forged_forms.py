"""Forms of other sites: each address that takes one, without its token and with a forged one."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contracts.billing import methods as billing
from contracts.directory import methods as directory
from contracts.repairs import methods as repairs
from contracts.roles import Role
from foundation.config import SERVICES
from foundation.errors import NotFound
from gateway.api.endpoints import ENDPOINTS
from gateway.languages import COOKIE
from gateway.web.forms import PageForm
from gateway.web.groups import GROUPS
from gateway.web.pages import Pages
from tests.api.stand_in import StandIn
from tests.web.browsing import HEADERS, Browsing
from tests.web.conftest import LogIn
from tests.web.test_roles import addresses

CLOCK = {
    "clock_offset": 0,
    "next_due": None,
    "events_now": {"last": 0, "unsent": []},
    "events_state": {"under_way": False, "told": [], "last": 0},
}
"""What the demo clock asks before it moves, with answers."""
READING = (
    {e.method.key for e in ENDPOINTS if e.route.verb == "GET"}
    | {f"{service}.{method}" for service in SERVICES for method in CLOCK}
    | {billing.PREVIEW_BILL_RUN.key, directory.OPEN_LINK.key, directory.LIST_COMMUNITIES.key}
    | {directory.OPEN_CODE.key}
)
"""What pages may ask of the services to show a refused form again."""
SAID = "页面打开时间过长，请重新提交。"
OF_NO_SERVICE = {
    "/logout", "/community", "/language", "/desk/language", "/desk/contact/alike",
    "/finance/bill-runs",
    "/finance/bill-runs/preview",
    "/come-in", "/forgot", "/login/code", "/login/second-factor", "/login/second-factor/confirm",
}  # fmt: skip
"""They change cookies, or nothing: a bill run is looked at ahead, and made
once the homes are counted, the second step of a login is
for who has taken the first, a code is looked at before it is used, and no link is sent here."""
FORGERIES = ("none", "made up", "of somebody else")


def values() -> dict[str, Any]:
    """What some forms must have, that anything is done."""
    return {
        "pick": "a|b|1", "to": "off",
        "advance": "hour", "language": "en", "contact_phone": "13800138000", "looked": "y",
        "host": "mail.example.org",
        "photos": (io.BytesIO(b"\x89PNG\r\n\x1a\n"), "a.png"),
        "attachments": (io.BytesIO(b"\x89PNG\r\n\x1a\n"), "a.png"),
    }  # fmt: skip


@pytest.fixture
def token(app: Flask) -> str:
    """A good token of another session."""
    return Browsing(FlaskClient(app, app.response_class)).token()


def forged(kind: str, other: str) -> dict[str, str]:
    """What a form of another site says of its token."""
    return {"none": {}, "made up": {"csrf_token": "forged"}}.get(kind, {"csrf_token": other})


def roles_of(group: Pages) -> list[Role]:
    """Somebody for whom all of a group is."""
    return sorted(group.roles) if group.roles else [Role.ADMIN]


def sent(
    app: Flask, browsing: Browsing, group: Pages, token: dict[str, str]
) -> Iterator[tuple[str, TestResponse]]:
    """Every address of a group that takes a form, with its answer to one with this token."""
    last = sorted(addresses(app, group), key=lambda one: (one[1] == "/logout", one))
    for verb, path in last:  # the logout last
        if verb == "POST":
            yield path, browsing.client.post(path, data=values() | token, headers=HEADERS)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What each form that comes in is told by the guard."""
    alerts: list[list[str]] = []
    guard = PageForm.validate

    def validate(form: PageForm) -> bool:
        good = guard(form)
        alerts.append(list(form.alerts))
        return good

    monkeypatch.setattr(PageForm, "validate", validate)
    return alerts


@pytest.fixture
def nothing_there(services: StandIn) -> StandIn:
    """Services that have none of what they are asked for, so that no page needs a real thing."""
    services.answers |= {endpoint.method.key: NotFound() for endpoint in ENDPOINTS}
    services.answers |= {directory.OPEN_LINK.key: NotFound(), directory.OPEN_CODE.key: NotFound()}
    services.answers |= {f"{each}.{key}": CLOCK[key] for each in SERVICES for key in CLOCK}
    return services


def changes(services: StandIn) -> set[str]:
    """The methods called that do not only read."""
    return {f"{call.service}.{call.method}" for call in services.calls} - READING


@pytest.mark.parametrize("kind", FORGERIES)
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_a_form_without_its_token_changes_nothing(
    app: Flask, log_in: LogIn, nothing_there: StandIn, judged: list[list[str]],
    token: str, group: Pages, kind: str,
) -> None:  # fmt: skip
    browsing = log_in(*roles_of(group))
    nothing_there.calls.clear()
    judged.clear()
    for path, answer in sent(app, browsing, group, forged(kind, token)):
        assert judged.pop() == [SAID], path
        assert answer.status_code in (404, 422), f"{path}: {answer.status_code}"
        assert f"{COOKIE}=" not in str(answer.headers.getlist("Set-Cookie")), path
    assert changes(nothing_there) == set()
    assert browsing.get("/account").status_code == 200, "logged out"


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_without_the_guard_every_forged_form_would_be_worked(
    app: Flask, log_in: LogIn, nothing_there: StandIn, monkeypatch: pytest.MonkeyPatch,
    group: Pages,
) -> None:  # fmt: skip
    """The negative control, address by address."""
    browsing = log_in(*roles_of(group))
    monkeypatch.setattr(PageForm, "validate", lambda form: True)
    nothing_there.answers[billing.GET_RECEIPT.key] = {"id": "a-payment"}
    numbered = {"work_order_number": "WX-1", "number": "BX-1"}
    nothing_there.answers[repairs.GET.key] = numbered  # a look is logged with the order's number
    nothing_there.answers[directory.LIST_KEY_HOUSEHOLDS.key] = {"items": [{"id": "a-mark"}]}
    idle = []
    nothing_there.calls.clear()
    for path, _ in sent(app, browsing, group, {}):
        if not changes(nothing_there):
            idle.append(path)
        nothing_there.calls.clear()
    assert set(idle) <= OF_NO_SERVICE


def test_without_the_guard_a_forged_form_would_log_out(
    log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of what changes cookies alone."""
    browsing = log_in(Role.ADMIN)
    monkeypatch.setattr(PageForm, "validate", lambda form: True)
    answer = browsing.client.post("/language", data=values(), headers=HEADERS)
    assert COOKIE in str(answer.headers.getlist("Set-Cookie"))
    browsing.client.post("/logout", headers=HEADERS)
    assert browsing.get("/account").status_code == 303


@pytest.mark.parametrize("path", ["/logout", "/language", "/demo/clock"])
@pytest.mark.parametrize("role", [Role.ADMIN, None])
def test_a_refused_form_of_the_frame_is_told_about(
    browsing: Browsing, log_in: LogIn, path: str, role: Role | None
) -> None:
    """Also where the session has ended meanwhile, and with it the token's."""
    if role:
        log_in(role)
    answer = browsing.client.post(path, headers=HEADERS)
    assert answer.status_code == 422
    assert f"<h1>{SAID}</h1>" in answer.get_data(as_text=True)


def test_a_clock_that_is_not_ones_to_move_is_refused_by_a_page(log_in: LogIn) -> None:
    answer = log_in(Role.RESIDENT).send("/demo/clock", advance="hour")
    assert answer.status_code == 403
    assert "您的角色不允许此操作" in answer.get_data(as_text=True)


def test_every_form_of_the_app_is_one_of_a_group(app: Flask) -> None:
    """So that the tests above see all of them; the API knows no cookie."""
    names = {group.name for group in GROUPS}
    posting = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    pages = [rule.endpoint for rule in posting if not rule.rule.startswith("/api/")]
    assert len(pages) >= 69
    assert {endpoint.partition(".")[0] for endpoint in pages} <= names
