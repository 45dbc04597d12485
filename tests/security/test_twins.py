"""P01: two communities that are twins, on one installation: none has anything of the other.

What staff and residents of the first are answered is what they are answered where there is no
other; and what they name of the twin is not there, whatever they would do with it.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from foundation.clock import SystemClock
from foundation.config import SERVICES
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.placed import NAME
from foundation.storage.tables import deadlines, outbox
from tests.api.running import ROLES, Operation, Person, operations
from tests.security.test_foreign_ids import UNKNOWN, ids_in, takes
from tests.support.product import Product, embedded, eventually
from tests.support.shared import shared
from tests.support.twin import AN_ID, TWIN, Twins, placed, twin_of

NAMED = {
    "household_id": ("directory", "households", "id"),
    "member_id": ("directory", "members", "id"),
    "vehicle_id": ("directory", "vehicles", "id"),
    "card_id": ("directory", "access_cards", "id"),
    "pet_id": ("directory", "pets", "id"),
    "key_household_id": ("directory", "key_households", "id"),
    "note_id": ("directory", "household_notes", "id"),
    "bill_run_id": ("billing", "bill_runs", "id"),
    "bill_id": ("billing", "bills", "id"),
    "payment_id": ("billing", "payments", "id"),
    "void_request_id": ("billing", "void_requests", "id"),
    "step_id": ("billing", "dunning_steps", "id"),
    "visit_id": ("billing", "visits", "id"),
    "repair_id": ("repairs", "repairs", "id"),
    "loan_id": ("repairs", "loans", "id"),
    "complaint_id": ("complaints", "complaints", "id"),
    "notice_id": ("notices", "notices", "id"),
    "message_id": ("notices", "messages", "id"),
}
"""Where the ids are that calls name, of what the demonstration has."""
NOWHERE = {
    "community_id": "of one's own community only: `test_communities.py`",
    "person_id": "people are the company's",
    "session_id": "logins are the company's",
    "identity_id": "the demonstration links nobody to a login of another company",
    "role_request_id": "the demonstration has none",
    "shift_id": "the demonstration has none of one community",
    "meter_reading_id": "the demonstration has none",
    "cancel_request_id": "the demonstration has none",
    "review_id": "the demonstration has none: `concealment/test_reviews.py`",
    "refund_id": "the demonstration has none",
    "hot_issue_id": "the demonstration has none",
    "wait_id": "the demonstration has nobody at the desk: `desk_waits/test_desk_waits.py`",
    "photo_id": "it is read by the id of what it shows",
    "attachment_id": "it is read by the id of what it belongs to",
    "receipt_number": "a number, which says its community",
    "code": "categories and quick replies are the company's",
    "name": "the name of a policy value, which all communities have alike",
    "change_id": "the demonstration plans no change of policy",
    "kind": "pictures are the company's",
    "purpose": "what a message is for, which all communities have alike",
    "channel": "channels are the company's",
    "key_id": "the demonstration has none",
    "webhook_id": "the demonstration has none",
    "delivery_id": "the demonstration has none",
}
"""What else stands in paths, and why it is not tried here."""
OF_ITS_OWN = {
    "GET /communities": "who administers all that there are may enter another",
    "GET /company": "who administers all that there are may name it",
    "GET /me/sessions": "each product has logins of its own",
    "GET /policies/directory": "of several communities none changes what is the company's",
    "GET /looks": "an export is a look, and one product is asked for it twice",
}
"""What is answered otherwise by any two products, and why."""
EXPORT = "POST /households/export"
"""What is read, although it is a POST: a look that is logged."""
SINCE = int(SystemClock().now().timestamp() * 1000)
"""When the products had not been started, in milliseconds."""


def is_settled(product: Product) -> bool:
    """Whether all that is due is done, and all that has happened is processed."""
    now = SystemClock().now()
    due = select(deadlines.c.id).where(deadlines.c.state == "waiting", deadlines.c.due_at <= now)
    unsent = select(outbox.c.id).where(outbox.c.sent_at.is_(None))
    for service in SERVICES:
        engine = create_engine(f"sqlite:///{product.home}/data/{service}.db", poolclass=NullPool)
        with engine.connect() as connection:
            if connection.execute(due.union_all(unsent).limit(1)).first():
                return False
    return True


def settled(home: Path) -> dict[str, Any]:
    """The demonstration's data once nothing waits any more, so that those who begin with it have
    nothing to do that others had to do, too."""
    with embedded(home, loaded=True) as running:
        eventually(lambda: is_settled(running), 120)
        running.processes["embedded"].stop()
    return {"folder": str(home / "data")}


def with_twin(home: Path) -> dict[str, Any]:
    """The same with the twin of its community."""
    data = Path(shutil.copytree(shared("settled", settled)["folder"], home / "data"))
    Twins(data).enter()
    return {"folder": str(data)}


def beginning_with(data: dict[str, Any], home: Path, **how: Any) -> Iterator[Product]:
    """A product on a copy of data."""
    with embedded(home, begins_with=Path(data["folder"]), **how) as running:
        yield running


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The community by itself."""
    yield from beginning_with(shared("settled", settled), tmp_path_factory.mktemp("alone"))


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The community with its twin."""
    yield from beginning_with(shared("twins", with_twin), tmp_path_factory.mktemp("beside"))


def rows_of(data: Path, service: str, table: str, column: str, community: str) -> list[Any]:
    """Values of a column in a community's rows, in their order."""
    with closing(Twins(data).open(service)) as database:
        found = database.execute(
            f"SELECT {column} FROM {table} WHERE community_id = ? ORDER BY 1", (community,)
        )
        return [row[0] for row in found]


def test_the_twin_has_what_the_first_has(beside: Product) -> None:
    """The control of all that follows."""
    data = beside.home / "data"
    for name, (service, table, column) in NAMED.items():
        assert rows_of(data, service, table, column, TWIN), name


def test_every_id_in_a_path_is_tried_or_named_here(alone: Product) -> None:
    names = {name for one in operations(alone) for name in one.ids}
    assert names == NAMED.keys() | NOWHERE.keys()


def reads(product: Product, role: str) -> Iterator[Operation]:
    """What a role may read."""
    for one in operations(product):
        if (one.verb == "GET" or one.name == EXPORT) and role in one.roles and is_tried(one):
            yield one


def is_tried(operation: Operation) -> bool:
    """Whether it has to do with communities, by ids that are known."""
    known = "x-method" in operation.document and operation.name not in OF_ITS_OWN
    return known and not set(operation.ids) & NOWHERE.keys()


def ask(
    person: Person, operation: Operation, ids: dict[str, str], *names: str
) -> requests.Response:
    """Call an operation about what has these ids; in query or body they stand by these names."""
    filled = replace(operation, path=operation.path.format(**ids))
    given = {name: ids[name] for name in names if name in takes(operation).fields}
    given = {name: one for name, one in given.items() if name not in operation.ids}
    if operation.verb == "GET":
        return person.call(filled, params=given)
    return person.call(filled, (operation.example or {}) | given)


def content(answer: requests.Response) -> Any:
    """What an answer says: its JSON, from which its spreadsheet is made, or else its bytes."""
    if "json" not in answer.headers.get("Content-Type", ""):
        return answer.content
    found = answer.json()
    return {**found, "request_id": ""} if isinstance(found, dict) else found


def answers(product: Product, role: str, ids: dict[str, str]) -> dict[str, Any]:
    """What a role is answered, by the operation."""
    person = Person(product, role)
    return {
        one.name: (answer.status_code, content(answer))
        for one in reads(product, role)
        for answer in [ask(person, one, ids)]
    }


def own(product: Product) -> dict[str, str]:
    """Of each kind one thing of the first community."""
    data = product.home / "data"
    return {name: rows_of(data, *where, FIRST_COMMUNITY)[0] for name, where in NAMED.items()}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """What an answer says, each with its place in it."""
    if isinstance(value, dict | list | tuple):
        within = value.items() if isinstance(value, dict) else enumerate(value)
        for name, one in within:
            yield from leaves(one, f"{path}/{name}")
        yield f"{path}/#", len(value)
    else:
        yield path, "new" if is_new(value) else value


def is_new(value: Any) -> bool:
    """Whether it is the id of what each product has made for itself; a twin's is of no time."""
    known = isinstance(value, str) and AN_ID.fullmatch(value) and UUID(value)
    return bool(known and known.version == 7 and known.int >> 80 >= SINCE)


def differing(alone: Product, beside: Product, role: str) -> list[str]:
    """What a role is answered otherwise where there is a twin, and not just by what time it is."""
    ids = own(alone)
    before, present, after = (
        dict(leaves(answers(product, role, ids))) for product in (alone, beside, alone)
    )
    places = before.keys() | present.keys()
    return sorted(
        f"{place}: {before.get(place)} -> {present.get(place)}"
        for place in places
        if present.get(place) != before.get(place) == after.get(place)
    )


@pytest.mark.parametrize("role", ROLES)
def test_P01_whoever_has_one_community_is_answered_as_if_there_were_no_other(
    alone: Product, beside: Product, role: str
) -> None:
    found = differing(alone, beside, role)
    assert not found, "\n".join(found)


@pytest.fixture
def unscoped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Both, by a product without scope."""
    home = tmp_path_factory.mktemp("unscoped")
    yield from beginning_with(shared("twins", with_twin), home, module="tests.security.unscoped")


def test_P01_without_scope_the_twin_would_be_seen(alone: Product, unscoped: Product) -> None:
    """Negative control."""
    found = differing(alone, unscoped, "director")
    seen = {place.split()[1].split("/1/")[0] for place in found}
    assert {"/bills", "/complaints", "/repairs", "/door-deliveries"} <= seen, seen


def rows_of_twin(product: Product) -> dict[str, list[Any]]:
    """All that the twin has, by the table."""
    twins = Twins(product.home / "data")
    found = {}
    for service in SERVICES:
        with closing(twins.open(service)) as database:
            for table in placed(service):
                rows = database.execute(f"SELECT * FROM {table.name} WHERE {NAME} = ?", (TWIN,))
                found[f"{service}.{table.name}"] = sorted(map(repr, map(tuple, rows)))
    return found


def named(operation: Operation) -> list[str]:
    """The ids that it can name of what a community has."""
    return sorted({*ids_in(takes(operation)), *operation.ids} & NAMED.keys())


def answered(answer: requests.Response, known: str) -> tuple[int, Any]:
    """What an answer says, but which id was named."""
    return answer.status_code, str(content(answer)).replace(known, "named")


@pytest.mark.parametrize("role", ROLES)
def test_P01_what_is_of_another_community_is_not_there_whatever_is_done_with_it(
    beside: Product, role: str
) -> None:
    person, ids, leaks, tried = Person(beside, role), own(beside), [], 0
    before = rows_of_twin(beside)
    for operation in filter(is_tried, operations(beside)):
        for name in named(operation) if role in operation.roles else ():
            foreign, unknown = twin_of(ids[name]), UNKNOWN
            there = answered(ask(person, operation, ids | {name: foreign}, name), foreign)
            nowhere = answered(ask(person, operation, ids | {name: unknown}, name), unknown)
            tried += 1
            if there != nowhere or (operation.verb != "GET" and there[0] < 400):
                leaks.append(f"{operation.name} {name}: {there}"[:200] + f" / {nowhere}"[:200])
    assert tried or role == "admin"
    assert not leaks, "\n".join(leaks)
    assert rows_of_twin(beside) == before
