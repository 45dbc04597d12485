"""No id of another household opens anything to a resident, wherever a call names it.

What the calls may name comes from the contracts: a new operation, or a new kind of id, fails until
somebody has said what a household has of it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from itertools import chain, combinations
from typing import Any

import pytest
import requests
from marshmallow import Schema, fields

from contracts.fields import Id
from contracts.method import Method
from contracts.problems import SERVICES
from tests.api.running import Operation, Person
from tests.security.households import (
    PHOTO,
    RESIDENTS,
    Belongings,
    belongings,
    open_to_residents,
    other,
    resident,
)
from tests.support.product import Product

METHODS: dict[str, Method] = {
    method.key: method
    for service in SERVICES
    for method in import_module(f"contracts.{service}.methods").METHODS
}
OF_NOBODY = {
    "cursor": "says where a page begins: the list holds own rows, from wherever it is read",
    "kind": "of a picture of the company, which stands on everybody's papers",
    "community_id": "whose papers have which head: `paper_heads/test_paper_heads.py`",
}
"""Ids that name nothing which a household has, and why; `test_foreign_rows.py` asks with it."""
CONTENT: dict[str, dict[str, Any]] = {
    "POST /payments": {"amount": "0.01", "method": "wechat"},
    "POST /complaints": {"channel": "online"},
}
"""What a resident's body must say, where the document's example is the desk's."""
REFUSALS = {(403, "not_your_household"), (404, "not_found"), (422, "unknown_bill")}
"""What says that it is another's, or tells no more than that it is not there."""
NOT_NOW = {(409, "illegal_transition"), (412, "stale_edit"), (403, "not_let_in")}
"""What an owner who writes may meet: the repair is not that far, the household has changed, or they
have let nobody in."""


@pytest.fixture(scope="module")
def has(product: Product) -> dict[str, Belongings]:
    """What each of the residents has."""
    return {username: belongings(product, username) for username in RESIDENTS}


def takes(operation: Operation) -> Schema:
    """What an operation takes: path, query and body together."""
    return METHODS[operation.document["x-method"]].request()


def in_path(operation: Operation) -> set[str]:
    """What stands in its path."""
    return set(re.findall(r"{(\w+)}", operation.path))


def ids_in(schema: Schema) -> Iterator[str]:
    """The names of all ids that a schema takes, however deep."""
    for name, field in schema.fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from ids_in(inner.schema)
        elif isinstance(inner, Id):
            yield name


def named(operation: Operation) -> set[str]:
    """What it can name that somebody has, by the contract."""
    return ({*ids_in(takes(operation))} | in_path(operation)) - OF_NOBODY.keys()


def mixtures(names: set[str]) -> Iterator[tuple[str, ...]]:
    """Each of the names, each pair, and so on up to all of them."""
    sizes = range(1, len(names) + 1)
    return chain.from_iterable(combinations(sorted(names), size) for size in sizes)


def ask(person: Person, operation: Operation, what: Belongings) -> requests.Response:
    """Call an operation, naming all of this that it can name."""
    given = {name: what[name] for name in takes(operation).fields.keys() & what.keys()}
    at = {name: given.pop(name) for name in in_path(operation)}
    filled = replace(operation, path=operation.path.format(**at))
    if operation.verb == "GET":
        return person.call(filled, params=given)
    if operation.takes_file:
        return person.call(filled, files={"file": ("a.png", PHOTO)})
    return person.call(filled, (operation.example or {}) | CONTENT.get(operation.name, {}) | given)


def of(operation: Operation, what: Belongings) -> Belongings:
    """What somebody has: attachments of what the operation is about."""
    notices = "notice_id" in in_path(operation)
    return what | ({"attachment_id": what["notice_attachment_id"]} if notices else {})


def outcome(answer: requests.Response) -> tuple[int, str | None]:
    """Status and, of a refusal, its code."""
    return answer.status_code, None if answer.ok else answer.json()["code"]


@pytest.mark.parametrize("username", RESIDENTS)
def test_what_belongs_to_another_household_opens_nowhere(
    product: Product, has: dict[str, Belongings], username: str
) -> None:
    """The owner's calls by the other, with one, some or all ids the owner's, the rest his own."""
    stranger, opened, tried = resident(product, username), [], set()
    for operation in open_to_residents(product):
        mine, theirs = of(operation, has[username]), of(operation, has[other(username)])
        for foreign in mixtures(named(operation) & mine.keys()):
            answer = ask(stranger, operation, mine | {name: theirs[name] for name in foreign})
            tried |= {(operation.name, name) for name in foreign}
            if outcome(answer) not in REFUSALS:
                opened.append(f"{operation.name} {foreign}: {outcome(answer)}")
    assert tried == {(one.name, name) for one in open_to_residents(product) for name in named(one)}
    assert not opened, "\n".join(opened)


@pytest.mark.parametrize("username", RESIDENTS)
def test_the_owner_opens_what_the_stranger_does_not(
    product: Product, has: dict[str, Belongings], username: str
) -> None:
    """The control of the test above: the same calls reach what they name, for who has it."""
    owner, closed = resident(product, username), []
    for operation in filter(named, open_to_residents(product)):
        answer = ask(owner, operation, of(operation, has[username]))
        if not answer.ok and (operation.verb == "GET" or outcome(answer) not in NOT_NOW):
            closed.append(f"{operation.name}: {outcome(answer)}")
    assert not closed, "\n".join(closed)


UNKNOWN = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
"""An id that nothing has."""
NO_RECEIPT = "SJ-2001-000001"


def said(answer: requests.Response, name: str, value: Any) -> tuple[int, str]:
    """Status and body of an answer, without the id that was named and that of the request."""
    body = answer.json() if answer.content and "json" in answer.headers["Content-Type"] else {}
    body.pop("request_id", None)
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    for one in value if isinstance(value, list) else [value]:
        text = text.replace(str(one), name)
    return answer.status_code, text


def unknown(name: str) -> Any:
    """The value of a name that nothing has."""
    if name == "receipt_number":
        return NO_RECEIPT
    return [UNKNOWN] if name.endswith("_ids") else UNKNOWN


@pytest.mark.parametrize("username", RESIDENTS)
def test_a_foreign_id_is_answered_as_one_that_nothing_has(
    product: Product, has: dict[str, Belongings], username: str
) -> None:
    """Else a resident learns which receipts, bills, cases and photos of others there are."""
    stranger, leaks, tried = resident(product, username), [], set()
    for operation in open_to_residents(product):
        mine, theirs = of(operation, has[username]), of(operation, has[other(username)])
        for name in sorted(named(operation) & mine.keys()):
            foreign = ask(stranger, operation, mine | {name: theirs[name]})
            nothing = ask(stranger, operation, mine | {name: unknown(name)})
            tried.add(name)
            if said(foreign, name, theirs[name]) != said(nothing, name, unknown(name)):
                leaks.append(f"{operation.name} {name}: {foreign.text} / {nothing.text}")
    assert {
        "receipt_number",
        "bill_id",
        "payment_id",
        "repair_id",
        "photo_id",
        "attachment_id",
    } <= tried
    assert not leaks, "\n".join(leaks)
