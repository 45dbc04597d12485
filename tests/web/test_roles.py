"""Who may see which pages: every page of every group, asked as every role."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule

from contracts.complaints import methods as complaints
from contracts.roles import Role, Task, who
from gateway.web.action_forms import ActionForm
from gateway.web.desk import case_forms, repair_forms
from gateway.web.field import fieldwork_forms
from gateway.web.groups import GROUPS
from gateway.web.menu import HOMES
from gateway.web.pages import Pages
from services.complaints.actions import queries as of_cases
from services.repairs.actions import queries as of_repairs
from tests.api.stand_in import StandIn
from tests.web.browsing import HEADERS, Browsing
from tests.web.conftest import LogIn

GUARDED = [group for group in GROUPS if group.roles is not None]
ROLES = [role for role in Role if role is not Role.SYSTEM]
NOT_FOR = [
    (role, group) for role in ROLES for group in GUARDED if group.roles and role not in group.roles
]
AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
CHOSEN = {"kind": "complaint", "valid": "no"}
"""Where other fields depend on what is chosen."""
BY_WORD = {"service": "billing", "name": "dunning_until"}
"""A policy value is named by its service and by words."""
FORMS = (*case_forms.FORMS, *repair_forms.FORMS, *fieldwork_forms.FORMS)


def addresses(app: Flask, group: Pages) -> Iterator[tuple[str, str]]:
    """The addresses of a group: verb and path."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(f"{group.name}."):
            verb = "POST" if "POST" in (rule.methods or ()) else "GET"
            yield verb, adapter.build(rule.endpoint, named(rule), method=verb)


def named(rule: Rule) -> dict[str, str]:
    """Something for every part of an address that names one of many."""
    words = BY_WORD if rule.arguments >= BY_WORD.keys() else {}
    return dict.fromkeys(rule.arguments, AN_ID) | words


def statuses(browsing: Browsing, app: Flask, group: Pages) -> dict[str, int]:
    """What each address of a group answers."""
    return {
        f"{verb} {path}": browsing.client.open(path, method=verb, headers=HEADERS).status_code
        for verb, path in addresses(app, group)
    }


@pytest.mark.parametrize(
    ("role", "group"), NOT_FOR, ids=[f"{role}-{group.name}" for role, group in NOT_FOR]
)
def test_pages_of_others_are_refused_before_anybody_is_asked(
    app: Flask, log_in: LogIn, services: StandIn, role: Role, group: Pages
) -> None:
    browsing = log_in(role)
    services.calls.clear()
    found = statuses(browsing, app, group)
    assert found and set(found.values()) == {403}, found
    assert {call.method for call in services.calls} <= {"clock_offset"}


@pytest.mark.parametrize("group", GUARDED, ids=lambda group: group.name)
def test_whoever_is_not_logged_in_is_led_to_the_login(
    app: Flask, browsing: Browsing, group: Pages
) -> None:
    assert set(statuses(browsing, app, group).values()) == {303}


@pytest.mark.parametrize("group", GUARDED, ids=lambda group: group.name)
def test_the_menu_offers_only_what_its_reader_may_see(group: Pages) -> None:
    assert group.roles is not None
    for entry in group.menu:
        assert entry.roles is None or entry.roles <= group.roles, entry.endpoint


@pytest.mark.parametrize(("task", "endpoint"), HOMES)
def test_where_somebody_begins_is_for_them(task: Task, endpoint: str) -> None:
    [group] = [one for one in GROUPS if one.name == endpoint.partition(".")[0]]
    assert group.roles is not None
    assert who(task) <= group.roles


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: f"{kind.method.key}-{kind.__name__}")
def test_a_form_asks_for_nothing_that_its_method_does_not_take(
    app: Flask, kind: type[ActionForm]
) -> None:
    with app.test_request_context(method="POST"):
        names = [field.name for field in kind(formdata=None)]
        filled = kind(formdata=MultiDict({name: CHOSEN.get(name, "1") for name in names}))
        sent = set(filled.arguments())
    assert sent <= set(kind.method.request().fields), sent


def test_there_is_a_form_for_whatever_may_be_done() -> None:
    offered = {kind.method for kind in FORMS}
    by_files = {complaints.ADD_ATTACHMENT}  # a form of files is none of fields
    acts = {one for one in (*of_cases.GUARDS, *of_repairs.FITTING) if one.route.writes}
    assert offered | by_files == acts
