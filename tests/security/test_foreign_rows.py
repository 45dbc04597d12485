"""No resident finds a row of another household in any answer, whatever is asked for.

The questions come from the OpenAPI document: a new list is asked as soon as it is there.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.running import Operation, Person, operations
from tests.support.product import Product

RESIDENTS = ("resident1", "resident2")


def resident(product: Product, username: str) -> Person:
    """A resident who calls."""
    return Person(product, None, product.as_(username).token)


def lists(product: Product) -> list[Operation]:
    """What residents may read without naming something."""
    return [
        operation
        for operation in operations(product)
        if operation.verb == "GET" and "{" not in operation.path and "resident" in operation.roles
    ]


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


def own(product: Product, username: str) -> set[str]:
    """The households of a resident."""
    return set(product.as_(username).get("/me")["household_ids"])


@pytest.mark.parametrize("username", RESIDENTS)
def test_no_list_shows_a_resident_a_foreign_row(product: Product, username: str) -> None:
    person, mine = resident(product, username), own(product, username)
    assert mine
    foreign, seen = [], 0
    for operation in lists(product):
        for more in ({}, {"limit": "200"}):
            answer = person.call(operation, params=more if has_limit(operation) else {})
            assert answer.status_code == 200, f"{operation.name}: {answer.text[:200]}"
            named = set(mentioned(answer.json()))
            seen += len(named)
            foreign += [f"{operation.name}: {one}" for one in named - mine]
    assert seen
    assert not foreign, "\n".join(foreign)


def has_limit(operation: Operation) -> bool:
    """Whether it is read page by page."""
    return any(p["name"] == "limit" for p in operation.document["parameters"])


@pytest.mark.parametrize("username", RESIDENTS)
def test_asking_a_list_for_a_foreign_household_gives_nothing_of_it(
    product: Product, username: str
) -> None:
    person, mine = resident(product, username), own(product, username)
    other = sorted(own(product, next(one for one in RESIDENTS if one != username)))[0]
    asked = [
        operation
        for operation in lists(product)
        if any(p["name"] == "household_id" for p in operation.document["parameters"])
    ]
    assert asked
    for operation in asked:
        answer = person.call(operation, params={"household_id": other})
        assert answer.status_code in (200, 403, 404), f"{operation.name}: {answer.text[:200]}"
        assert other not in set(mentioned(answer.json())) - mine, operation.name


@pytest.mark.parametrize("username", RESIDENTS)
def test_what_belongs_to_another_household_opens_nowhere(product: Product, username: str) -> None:
    """Every id that one resident's lists show is tried by the other, on every path and verb."""
    other = next(one for one in RESIDENTS if one != username)
    owner, stranger = resident(product, other), resident(product, username)
    opened, tried = [], 0
    for operation in lists(product):
        if "/notices" in operation.path or "/buildings" in operation.path:
            continue  # addressed to both of them
        for row in owner.call(operation).json().get("items", []):
            for below in operations(product):
                path = below.path.partition("/{")[0]
                if "{" not in below.path or path != operation.path or "id" not in row:
                    continue
                if "resident" not in below.roles:
                    continue
                tried += 1
                answer = stranger.call(below, path_id=row["id"])
                if answer.status_code not in (403, 404, 422):
                    opened.append(f"{below.name} {row['id']}: {answer.status_code}")
    assert tried
    assert not opened, "\n".join(opened)


def test_the_owner_opens_what_the_stranger_does_not(product: Product) -> None:
    """The control of the test above: the same ids are there for who they belong to."""
    owner = resident(product, "resident2")
    bills = next(o for o in lists(product) if o.name == "GET /bills")
    one = next(o for o in operations(product) if o.name == "GET /bills/{bill_id}")
    rows = owner.call(bills).json()["items"]
    assert rows
    assert owner.call(one, path_id=rows[0]["id"]).status_code == 200
