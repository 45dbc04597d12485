"""Bad input to every operation of the running product: refused by field, never a fault."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.api.running import Operation, Person, operations
from tests.support.product import Product

NOT_A_FIELD = "no_such_field"
WRONG: tuple[Any, ...] = ({"x": 1}, [[]], 10**30, -1, "\x00", "\u202e", "😀" * 3000, None, "")


@pytest.fixture(scope="module")
def people(product: Product) -> dict[str, Person]:
    """One connection per role."""
    return {}


@pytest.fixture
def all_operations(product: Product) -> list[Operation]:
    """What can be called without changing the time."""
    return [o for o in operations(product) if "anyone" not in o.roles and "/demo/" not in o.path]


def allowed(product: Product, people: dict[str, Person], operation: Operation) -> Person:
    """Somebody who may call it."""
    role = sorted(operation.roles)[0]
    if role not in people:
        people[role] = Person(product, role)
    return people[role]


def refused(answer: requests.Response, operation: Operation, *statuses: int) -> str | None:
    """What is wrong with a refusal, if anything is."""
    if answer.status_code not in statuses:
        return f"{operation.name}: {answer.status_code} {answer.text[:200]}"
    if answer.headers["Content-Type"] != "application/problem+json":
        return f"{operation.name}: {answer.headers['Content-Type']}"
    return None


def test_an_unknown_field_is_refused_everywhere(
    product: Product, people: dict[str, Person], all_operations: list[Operation]
) -> None:
    wrong = []
    for operation in all_operations:
        person = allowed(product, people, operation)
        if operation.example is not None:
            answer = person.call(operation, operation.example | {NOT_A_FIELD: 1})
        else:
            answer = person.call(operation, params={NOT_A_FIELD: "1"})
        trouble = refused(answer, operation, 422)
        if not trouble and NOT_A_FIELD not in answer.json()["errors"]:
            trouble = f"{operation.name}: {answer.text}"
        wrong += [trouble] if trouble else []
    assert not wrong, "\n".join(wrong)


def broken(example: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The example with one field after the other broken in every way."""
    for name in example:
        for value in WRONG:
            yield example | {name: value}
        yield {key: value for key, value in example.items() if key != name}


def test_no_broken_field_is_ever_a_fault(
    product: Product, people: dict[str, Person], all_operations: list[Operation]
) -> None:
    wrong = []
    for operation in all_operations:
        person = allowed(product, people, operation)
        for body in broken(operation.example or {}):
            answer = person.call(operation, body)
            if answer.status_code >= 500:
                wrong.append(f"{operation.name} {str(body)[:200]}: {answer.text[:200]}")
    assert not wrong, "\n".join(wrong)


def test_no_strange_argument_of_the_query_is_ever_a_fault(
    product: Product, people: dict[str, Person], all_operations: list[Operation]
) -> None:
    wrong = []
    for operation in all_operations:
        named = [p["name"] for p in operation.document["parameters"] if p["in"] == "query"]
        for name in named:
            for value in ("", "\x00", "'", "x" * 500, "-1", "2026-02-30", "9" * 40, "%", "😀"):
                answer = allowed(product, people, operation).call(operation, params={name: value})
                if answer.status_code >= 500:
                    wrong.append(f"{operation.name}?{name}={value!r}: {answer.text[:200]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path_id", ["%00", "x" * 65, "..%2f..", "%F0%9F%98%80", "' or 1=1--"])
def test_no_strange_id_in_a_path_is_ever_a_fault(
    product: Product, people: dict[str, Person], all_operations: list[Operation], path_id: str
) -> None:
    wrong = []
    for operation in all_operations:
        if "{" in operation.path:
            person = allowed(product, people, operation)
            trouble = refused(person.call(operation, path_id=path_id), operation, 404, 405, 422)
            wrong += [trouble] if trouble else []
    assert not wrong, "\n".join(wrong)


def test_an_id_that_nothing_has_is_404_or_a_refusal_by_state(
    product: Product, people: dict[str, Person], all_operations: list[Operation]
) -> None:
    wrong = []
    for operation in all_operations:
        if "{" in operation.path:
            person = allowed(product, people, operation)
            trouble = refused(person.call(operation), operation, 403, 404, 422)
            wrong += [trouble] if trouble else []
    assert not wrong, "\n".join(wrong)


def test_a_body_that_is_no_json_is_refused_everywhere(
    product: Product, people: dict[str, Person], all_operations: list[Operation]
) -> None:
    wrong = []
    for operation in all_operations:
        if operation.example is None:
            continue
        person = allowed(product, people, operation)
        for data, kind, status in (
            (b"{", "application/json", 400),
            (b"[1]", "application/json", 400),
            (b"\xff\xfe\xfd", "application/json", 400),
            (b"a=1", "application/x-www-form-urlencoded", 415),
            (b"x" * 1_100_000, "application/json", 413),
        ):
            path = operation.path.replace("{", "").replace("}", "")
            answer = person.session.request(
                operation.verb,
                f"{person.url}{path}",
                data=data,
                headers={"Content-Type": kind, "If-Match": '"1"'},
                timeout=60,
            )
            trouble = refused(answer, operation, status)
            wrong += [trouble] if trouble else []
    assert not wrong, "\n".join(wrong)
