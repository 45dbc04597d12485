"""No resident finds a row of another household in any list, and none is counted in any figure.

The questions come from the OpenAPI document: a new list is asked as soon as it is there.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.running import Operation
from tests.security.households import (
    RESIDENTS,
    charge_repair,
    home_of,
    lodge_complaint,
    message_about,
    open_to_residents,
    pay,
    publish_notice,
    request_repair,
    resident,
)
from tests.support.product import Product, eventually

PAGES: tuple[dict[str, str], ...] = ({}, {"limit": "200"})
"""Pages that are asked for; a cursor that is none of the list is refused."""

Figures = dict[str, dict[str, Any]]
"""Counts and sums, by what tells them."""


def lists(product: Product) -> list[Operation]:
    """What residents may read without naming something."""
    return [
        operation
        for operation in open_to_residents(product)
        if operation.verb == "GET" and "{" not in operation.path
    ]


def is_paged(operation: Operation) -> bool:
    """Whether it is read page by page."""
    return any(one["name"] == "limit" for one in operation.document["parameters"])


def mentioned(answer: Any, key: str = "household_id") -> Iterator[str]:
    """Every household that an answer names, however deep."""
    if isinstance(answer, dict):
        for name, value in answer.items():
            if name == key and isinstance(value, str):
                yield value
            elif name == f"{key}s" and isinstance(value, list):
                yield from (one for one in value if isinstance(one, str))
            else:
                yield from mentioned(value, key)
    elif isinstance(answer, list):
        for value in answer:
            yield from mentioned(value, key)


@pytest.mark.parametrize("username", RESIDENTS)
def test_no_list_shows_a_resident_a_foreign_row(product: Product, username: str) -> None:
    person, mine = resident(product, username), home_of(product, username)
    foreign, seen = [], 0
    for operation in lists(product):
        for page in PAGES if is_paged(operation) else PAGES[:1]:
            answer = person.call(operation, params=page)
            assert answer.status_code == 200, f"{operation.name}: {answer.text[:200]}"
            named = set(mentioned(answer.json()))
            seen += len(named)
            foreign += [f"{operation.name}: {one}" for one in named - {mine}]
    assert seen
    assert not foreign, "\n".join(foreign)


OF_NOBODYS_HOME = {"GET /me/sessions"}
"""Lists of the person alone: nothing that happens to a household moves them."""


def figures(product: Product, username: str) -> Figures:
    """How much all lists of a resident hold and tell, and the statement."""
    person, home = resident(product, username), home_of(product, username)
    paged = [one for one in lists(product) if is_paged(one) and one.name not in OF_NOBODYS_HOME]
    answers = {one.name: person.call(one, params={"limit": "200"}).json() for one in paged}
    answers["statement"] = product.as_(username).get(f"/households/{home}/statement")
    return {name: counted(answer) for name, answer in answers.items()}


def counted(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with the length of each list in its place."""
    return {key: len(each) if isinstance(each, list) else each for key, each in answer.items()}


def happen(product: Product, home: str) -> None:
    """The staff does all that a household's lists tell of; each payment sends it a message."""
    pay(product, home)
    lodge_complaint(product, home)
    publish_notice(product, home)
    charge_repair(product, request_repair(product, home)["id"])


def test_what_happens_to_one_household_moves_no_figure_of_another(product: Product) -> None:
    """The control: it moves every figure of its own, so a new list asks for something to happen."""
    bystander, concerned = RESIDENTS
    receipt = pay(product, home_of(product, bystander))["receipt_number"]
    message_about(product, bystander, receipt)  # so that nothing older is still under way
    stood, before = figures(product, bystander), figures(product, concerned)
    happen(product, home_of(product, concerned))
    assert before.keys() == stood.keys()

    def unmoved() -> list[str]:
        after = figures(product, concerned)
        return [name for name in before if after[name] == before[name]]

    eventually(lambda: not unmoved())
    assert figures(product, bystander) == stood
