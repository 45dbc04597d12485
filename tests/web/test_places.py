"""P01: a reader who sees several communities sees of which an item of any list is.

Every page that can be had without naming one thing is asked for, with an answer to everything that
it asks; what it asks tells which lists it shows.
"""

import io
from typing import Any

import openpyxl
import pytest
from flask import Flask
from marshmallow import Schema, fields
from werkzeug.test import TestResponse

from contracts import fields as wire
from contracts.methods import METHODS
from contracts.roles import Role
from gateway.web.groups import GROUPS
from tests.api.stand_in import StandIn
from tests.contracts.test_lists_name_communities import PLACED
from tests.support.samples import value_of
from tests.web.conftest import LogIn

NAME = "云栖里"
KNOWN = [
    {"id": "c1", "name": "观澜花园", "code": "GL"},
    {"id": "c2", "name": NAME, "code": "YX"},
]
BY_NAME = {"next_cursor": None, "month": "2026-11", "key": "receiver", "detail": "overdue",
           "share": "0.5000", "rate": "0.5000", "average_rating": "4.00"}  # fmt: skip
"""What a field of a name must say that its type does not."""
CHOICE = "buildings to choose from, each once"
ON_PAPER = "a paper for each community, with its name in the head"
SHOWN_OTHERWISE = {
    "/settings/people": CHOICE,
    "/notices/new": CHOICE,
    "/notices/new/outage": CHOICE,
    "/messages/unread": "how many",
    "/manage/": "how many, each leading to its list",
    "/field/orders": "none of the kind that this page shows is in the answer",
    "/field/visits-list": ON_PAPER,
    "/manage/roster": "a week is of one community, or of the company: the page is called by it",
}
"""Pages that read a list and show none, and why."""


def sample(schema: Schema) -> dict[str, Any]:
    """An answer in wire form, with one item in each list, of the second community."""
    return {name: said(name, field) for name, field in schema.fields.items()}


def said(name: str, field: Any) -> Any:
    """A value in wire form."""
    if isinstance(field, wire.CommunityOf):
        return "YX"
    if name in BY_NAME:
        return BY_NAME[name]
    if isinstance(field, fields.List):
        return [said(name, field.inner)]
    if isinstance(field, fields.Nested):
        inner = sample(field.schema)
        return [inner] if field.many else inner
    if isinstance(field, wire.Coded):
        return str(next(iter(field.codes)))
    if isinstance(field, fields.Decimal):
        return "3.00"
    if type(field) is fields.Raw:
        return None
    return field._serialize(value_of(field), name, {})


@pytest.fixture
def everything(services: StandIn) -> StandIn:
    """Services that have an answer to everything."""
    listed = {"items": KNOWN}
    for method in METHODS:
        services.answers[method.key] = sample(method.response()) if method.response else None
    services.answers["directory.all_communities"] = listed
    del services.answers["directory.session"]
    return services


def paths(app: Flask) -> list[str]:
    """Pages of all groups that name no one thing."""
    groups = {group.name for group in GROUPS}
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in groups and "GET" in (rule.methods or ())
        and not rule.arguments
    )  # fmt: skip


def read_lists(services: StandIn) -> set[str]:
    """Which lists of things with a place were read."""
    asked = {f"{one.service}.{one.method}" for one in services.calls}
    return {name for name in PLACED if name.rpartition(".")[0] in asked}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_P01_every_list_of_a_page_says_where_its_items_are(
    app: Flask, log_in: LogIn, everything: StandIn, role: Role
) -> None:
    person = log_in(role, places=("c1", "c2"))
    usual = person.text("/account").count(NAME)
    silent = {}
    for path in paths(app):
        everything.calls.clear()
        answer = person.get(path)
        if not (lists := read_lists(everything)):
            continue
        if answer.status_code != 200:
            silent[path] = answer.status_code
        elif answer.get_data(as_text=True).count(NAME) <= usual and path not in SHOWN_OTHERWISE:
            silent[path] = lists
    assert not silent


def test_P01_who_has_chosen_one_community_sees_no_names(log_in: LogIn, everything: StandIn) -> None:
    """Neither on the page nor in its spreadsheet: there is nothing to tell apart."""
    person = log_in("finance", places=("c1", "c2"))
    several = person.text("/finance/receipts"), person.get("/finance/receipts?format=xlsx")
    person.send("/community", community="c2")
    one = person.text("/finance/receipts"), person.get("/finance/receipts?format=xlsx")
    assert f">{NAME}</td>" in several[0] and f">{NAME}</td>" not in one[0]
    assert heading_of(several[1]) == "项目" != heading_of(one[1])


def heading_of(answer: TestResponse) -> Any:
    """What stands above the first column of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    rows = book.worksheets[0].iter_rows(values_only=True)
    return next(row[0] for row in rows if row[0])
