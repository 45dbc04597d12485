"""No answer shows a whole telephone or identity number to whom it may not be shown (D03).

What is read comes from the OpenAPI document: a new operation is read as soon as it is there, by
every role, about what all lists name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from foundation.config import SERVICES
from tests.api.running import ROLES, Operation, Person, operations
from tests.security.households import home_of
from tests.security.whole_numbers import (
    A_TELEPHONE,
    AN_IDENTITY,
    METER,
    UNMASKED,
    WHOLE,
    write_numbers,
)
from tests.support.product import ROOT, Product, embedded

PICTURES = frozenset({
    "GET /company/pictures/{kind}",
    "GET /complaints/{complaint_id}/attachments/{attachment_id}",
    "GET /dunning/visits/{visit_id}/attachments/{attachment_id}",
    "GET /notices/{notice_id}/attachments/{attachment_id}",
    "GET /notices/{notice_id}/photos/{photo_id}",
    "GET /repairs/{repair_id}/photos/{photo_id}",
})  # fmt: skip
"""What answers with no text."""
EACH = 3
"""How many of a list are looked at one by one, of each status or step."""

OWN = "a household sees the number that it gave, where it gave it"
SHOWN: dict[tuple[str, str, str], str] = {
    ("resident", "GET /repairs", "contact_phone"): OWN,
    ("resident", "GET /repairs/{repair_id}", "contact_phone"): OWN,
    ("resident", "GET /complaints/{complaint_id}", "contact_phone"): OWN,
}
"""Where a whole number stands: for whom, in which answer and field, and why. The staff is not among
them: what it looks at is a POST, `reveal`, `reveal-contact` or the export, and each is logged."""
NOT_THERE = {
    "GET /dunning/steps/{step_id}/letter": "the demonstration need not have come to a letter yet",
    "GET /households/{household_id}/closing-statement": "nobody of the demonstration has moved out",
    **dict.fromkeys(
        (f"GET /policies/{service}/{{name}}" for service in SERVICES),
        "a value has no id; what is said of it stands in the list of values as well",
    ),
    **dict.fromkeys(
        (
            "GET /concealment-reviews/{review_id}",
            "GET /hot-issues/{hot_issue_id}",
            "GET /hot-issues/{hot_issue_id}/answer",
            "GET /hot-issues/{hot_issue_id}/members",
        ),
        "the demonstration has none",
    ),
    "GET /webhooks/{webhook_id}/deliveries": "the demonstration tells no programs",
    "GET /message-templates/{purpose}": "a purpose has no id; the list says the same",
    "GET /papers/verify": "it takes the code of a paper, which stands on papers alone",
}
"""What may not be there to be read, and why."""
OF_THE_STAFF = ("receptionist", "engineer", "finance")
LISTED = {
    ("GET /households", "phone_masked"), ("GET /people", "phone_masked"),
    ("GET /repairs", "contact_phone"), ("GET /complaints", "contact_phone"),
    ("GET /repairs/{repair_id}", "contact_phone"),
    ("GET /complaints/{complaint_id}", "contact_phone"),
    ("GET /households/{household_id}", "phone_masked"),
    ("GET /households/{household_id}", "id_number_masked"),
}  # fmt: skip
"""Where all of these would find numbers."""

Place = tuple[str, str, str]
"""A role, an operation and a field."""


def numbers(answer: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Every whole number in an answer, however deep, with the field that it stands in."""
    if isinstance(answer, dict):
        for name, value in answer.items():
            yield from ((name, number) for number in WHOLE.findall(name))
            yield from numbers(value, name)
    elif isinstance(answer, list):
        for value in answer:
            yield from numbers(value, field)
    else:
        yield from ((field, number) for number in WHOLE.findall(str(answer)))


def paging(operation: Operation) -> dict[str, str]:
    """As many items of a list as there are to be had at once."""
    taken = {one["name"]: one.get("schema", {}) for one in operation.document["parameters"]}
    return {"limit": str(taken["limit"]["maximum"])} if "limit" in taken else {}


class Sweep:
    """Reads everything of a product, as everybody."""

    def __init__(
        self, product: Product, roles: Iterable[str] = ROLES, only: frozenset[str] = frozenset()
    ) -> None:
        self.home = home_of(product, "resident1")
        self.people = {role: Person(product, role) for role in roles}
        self.reads = [
            one
            for one in operations(product)
            if one.verb == "GET" and one.name not in PICTURES and (not only or one.name in only)
        ]
        self.answered: dict[str, int] = defaultdict(int)
        self.ids: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.found: dict[Place, set[str]] = defaultdict(set)

    def run(self) -> dict[Place, set[str]]:
        """The whole numbers that were shown, by where and to whom; lists before what they name."""
        for operation in sorted(self.reads, key=lambda one: one.path.count("{")):
            for role in self.people.keys() & operation.roles:
                for one in self.each(operation):
                    self.read(role, operation, one)
        return dict(self.found)

    def each(self, operation: Operation) -> Iterator[Operation]:
        """The operation about each thing that it may name."""
        if "{" not in operation.path:
            yield operation
            return
        before, name = re.fullmatch(r"(.*?)/{(\w+)}.*", operation.path).groups()  # type: ignore[union-attr]
        for of_status in (self.ids.get(before) or self.ids[name]).values():
            for one in of_status:
                yield replace(operation, path=operation.path.format(**{name: one}))

    def read(self, role: str, operation: Operation, filled: Operation) -> None:
        """Ask once, and note what is shown and what is named."""
        params = paging(operation)
        if "household_id" in operation.required_query:
            params["household_id"] = self.home
        if "name" in operation.required_query:
            params["name"] = METER
        answer = self.people[role].call(filled, params=params)
        assert answer.status_code < 500, f"{operation.name} as {role}: {answer.text[:200]}"
        if not answer.ok:
            assert answer.status_code in {403, 404}, f"{operation.name}: {answer.text[:200]}"
            return
        self.answered[operation.name] += 1
        answered = answer.json()
        for field, number in numbers(answered):
            self.found[role, operation.name, field].add(number)
        for item in answered.get("items", []):
            self.note(operation.path, item)

    def note(self, path: str, item: dict[str, Any]) -> None:
        """Keep the ids of some of what a list names, of each status."""
        status = " ".join(str(item.get(name)) for name in ("status", "step"))
        for key, name in ((path, "id"), ("receipt_number", "receipt_number")):
            kept = self.ids[key][status]
            if isinstance(one := item.get(name), str) and one not in kept and len(kept) < EACH:
                kept.append(one)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product of its own: numbers are written into it."""
    with embedded(tmp_path_factory.mktemp("numbers"), loaded=True) as product:
        write_numbers(product)
        yield product


def test_D03_a_whole_number_stands_where_it_is_said_and_nowhere_else(running: Product) -> None:
    sweep = Sweep(running)
    found = sweep.run()
    shown = {place: sorted(found[place])[:3] for place in found.keys() - SHOWN.keys()}
    assert not shown, shown
    assert found.keys() == SHOWN.keys(), "what is said to be shown, is"
    unread = {one.name for one in sweep.reads} - sweep.answered.keys()
    assert unread <= NOT_THERE.keys(), "nothing of it was read"


def test_D03_a_household_sees_no_number_but_its_own(running: Product) -> None:
    found = Sweep(running, ["resident"]).run()
    home = running.as_("resident1")
    given = {one["contact_phone"] for one in home.get("/repairs", limit=200)["items"]}
    given |= {
        home.get(f"/complaints/{one['id']}")["contact_phone"]
        for one in home.get("/complaints", limit=200)["items"]
    }
    assert set().union(*found.values()) <= given


def test_D03_without_the_rule_the_staff_finds_numbers_in_every_list(tmp_path: Path) -> None:
    """Negative control: the product itself, with the masks off."""
    (tmp_path / "sitecustomize.py").write_text(UNMASKED, encoding="utf-8")
    environment = {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    with embedded(tmp_path, loaded=True, environment=environment) as product:
        write_numbers(product)
        names = frozenset(name for name, _ in LISTED)
        found = Sweep(product, OF_THE_STAFF, names).run()
    for role in OF_THE_STAFF:
        assert {(name, field) for who, name, field in found if who == role} == LISTED, role


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        ({"items": [{"text": f"请打{A_TELEPHONE}。"}]}, [("text", A_TELEPHONE)]),
        ({"a": {"b": [f"+86{A_TELEPHONE}"]}}, [("b", f"86{A_TELEPHONE}")]),
        ({"id": AN_IDENTITY}, [("id", AN_IDENTITY)]),
        ({A_TELEPHONE: 1}, [(A_TELEPHONE, A_TELEPHONE)]),
        ({"n": int(A_TELEPHONE)}, [("n", A_TELEPHONE)]),
        ({"n": ["139****9000", "019384b2-5c00-7a3e-9f21-a13900139000", "139001390001"]}, []),
    ],
)
def test_a_whole_number_is_seen_wherever_it_stands(answer: Any, number: list[Any]) -> None:
    assert list(numbers(answer)) == number
