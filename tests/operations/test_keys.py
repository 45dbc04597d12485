"""Every operation of the document that writes honours an idempotency key."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from contracts.directory.methods import AUTHENTICATE, OPEN_CODE, OPEN_LINK, USE_CODE, USE_LINK
from contracts.roles import Role
from foundation.actor import Actor, Grant
from foundation.bound_method import BoundMethod, Procedure
from foundation.clock import FixedClock
from foundation.errors import (
    AlreadyDone,
    Forbidden,
    IdempotencyMismatch,
    InvalidInput,
    NotFound,
    NotYourHousehold,
    StillUnderWay,
)
from foundation.scope import Scope
from foundation.storage import idempotency, sealed_answers_backfill
from foundation.storage.store import Store
from foundation.storage.tables import idempotency_keys
from gateway.api.endpoint import Endpoint
from gateway.api.endpoints import BY_HAND, ENDPOINTS
from gateway.api.examples import AN_ID, example_of
from gateway.paper_check import ISSUERS
from guanjia.registry import service_class
from tests.support.community import HERE

StoreOf = Callable[[str], Store]
ASKING = {"billing.preview_bill_run", "notices.compose_outage"}
"""What is asked by POST and writes nothing: its question is too long for an address."""
BY_STRANGERS = {AUTHENTICATE, USE_LINK, USE_CODE}
"""What tells who somebody is; what it opens opens once by itself."""
OPENED = {OPEN_LINK, OPEN_CODE}
"""What is asked by POST, so that the secret stands in no address."""
WRITING = [one for one in ENDPOINTS if one.route.writes and one.method.key not in ASKING]
PHONE = "13800138000"


pytestmark = pytest.mark.both_databases


def entry_of(service: str, name: str) -> Any:
    """What fulfils a method."""
    return getattr(service_class(service), name).entry


class Counted:
    """In the place of an operation: acts without acting, and counts."""

    def __init__(self) -> None:
        self.acted = 0

    def __call__(self, *_: Any) -> dict[str, Any]:
        self.acted += 1
        answer = {"id": f"answer {self.acted}", "count": self.acted, "items": []}
        return answer | {"community_id": None}


def keyed(endpoint: Endpoint, key: str | None = "k1") -> Actor:
    """Somebody who may call, with a key."""
    (role, *_) = sorted(endpoint.method.roles - {Role.RESIDENT}) or [Role.RESIDENT]
    homes = frozenset({AN_ID} if role == Role.RESIDENT else ())
    return Actor("p1", "李梅", frozenset({role}), homes, idempotency_key=key)


def payloads(endpoint: Endpoint) -> tuple[dict[str, Any], dict[str, Any]]:
    """A payload that fits, and another."""
    first = (
        {"left": "out"} | dict.fromkeys(endpoint.route.in_path, "0") | example_of(endpoint.schema)
    )
    name = next(iter(first))
    return first, first | {name: changed(first[name])}


def changed(value: Any) -> Any:
    """Another value of the same kind, fit or not."""
    return f"{value}9" if isinstance(value, str) else [value]


@pytest.mark.parametrize("endpoint", WRITING, ids=lambda one: f"{one.route.verb} {one.route.path}")
def test_B10_every_write_honours_a_key(
    store_of: StoreOf, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = entry_of(endpoint.method.service, endpoint.method.name)
    counted = Counted()
    bound = replace(entry, operation=counted)
    store = store_of(endpoint.method.service)
    payload, other = payloads(endpoint)
    monkeypatch.setattr("foundation.bound_method.decode", lambda _schema, data: data)
    if isinstance(bound, BoundMethod):
        bound = replace(bound, prepare=None)
    first = bound.perform(store, keyed(endpoint), payload)
    assert bound.perform(store, keyed(endpoint), payload) == first
    assert counted.acted == 1
    with pytest.raises(IdempotencyMismatch):
        bound.perform(store, keyed(endpoint), other)
    assert counted.acted == 1
    bound.perform(store, keyed(endpoint, None), payload)
    bound.perform(store, keyed(endpoint, None), payload)
    assert counted.acted == 3, "without a key it acts each time"


def test_no_writing_endpoint_is_without_one() -> None:
    """What the document offers to write, by a table or by hand, but for the login."""
    assert all(entry_of(one.method.service, one.method.name).writes for one in WRITING)
    assert not any(entry_of(*key.split(".")).writes for key in ASKING)
    assert not any(entry_of(one.service, one.name).writes for one in OPENED)
    for method in BY_HAND - OPENED:
        entry = entry_of(method.service, method.name)
        expected = method not in BY_STRANGERS
        assert entry.keyed == expected if has_key(entry) else entry.writes
    assert not any(entry_of(one.service, one.name).writes for one in ISSUERS.values())


def has_key(entry: Any) -> bool:
    """Whether it may say that it honours none."""
    return isinstance(entry, Procedure)


# what is kept


@pytest.fixture
def store(store_of: StoreOf) -> Store:
    """Any service's."""
    return store_of("directory")


def person(**more: Any) -> Actor:
    """Somebody with a key."""
    values = {"roles": frozenset({"receptionist"}), "idempotency_key": "k1"} | more
    return Actor("p1", "李梅", **values)


def act(store: Store, by: Actor, payload: Any, answer: Any) -> Any:
    """A unit that is worked once."""
    with store.write(by, "directory.make") as uow:
        assert by.idempotency_key
        return uow.once(by.idempotency_key, payload, lambda: answer)


def kept(store: Store) -> list[dict[str, Any]]:
    """The rows as whoever has the database sees them."""
    with store.read() as uow:
        rows = uow.session.execute(select(idempotency_keys))
        return [dict(row._mapping) for row in rows]


def test_nothing_that_was_said_can_be_read_in_what_is_kept(store: Store) -> None:
    said = {"phone": PHONE, "password": "correct horse"}
    act(store, person(idempotency_key="my-own-key"), said, {"id": "1", "phone": PHONE})
    text = json.dumps(kept(store), default=str)
    for secret in (PHONE, "correct horse", "my-own-key"):
        assert secret not in text
    assert act(store, person(idempotency_key="my-own-key"), said, None)["phone"] == PHONE


def test_who_guesses_a_payload_does_not_recognise_it_without_the_key(store: Store) -> None:
    """Negative control of the digest's key: without it, all phone numbers are tried in a minute."""
    act(store, person(), {"phone": PHONE}, None)
    (row,) = kept(store)
    guess = idempotency.IdempotencyKey(person(), "directory.make", "another key", {"phone": PHONE})
    assert row["fingerprint"] != guess.fingerprint
    right = idempotency.IdempotencyKey(person(), "directory.make", "k1", {"phone": PHONE})
    assert row["fingerprint"] == right.fingerprint


def test_a_key_of_the_release_before_is_still_known(store: Store) -> None:
    payload = {"a": 1}
    plain = {
        "actor_id": "p1",
        "operation": "directory.make",
        "key": "k1",
        "fingerprint": hashlib.sha256(b'{"a": 1}').hexdigest(),
        "answer": {"id": "old"},
        "made_at": store.clock.now(),
    }
    with store.write(scope=HERE) as uow:
        uow.session.execute(insert(idempotency_keys).values(plain))
    assert act(store, person(), payload, {"id": "new"}) == {"id": "old"}
    with pytest.raises(IdempotencyMismatch):
        act(store, person(), {"a": 2}, {"id": "new"})


def test_P08_an_answer_of_the_release_before_is_sealed_after_a_day(
    store: Store, clock: FixedClock
) -> None:
    payload, answer = {"phone": PHONE}, {"id": "old", "phone": PHONE}
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False)
    plain = {
        "actor_id": "p1",
        "operation": "directory.make",
        "fingerprint": hashlib.sha256(text.encode()).hexdigest(),
    }
    made_at = store.clock.now()
    with store.write(scope=HERE) as uow:
        for key, first in (("k1", answer), ("k2", idempotency.FORGOTTEN), ("k3", answer)):
            row = plain | {"key": key, "answer": first, "made_at": made_at}
            if key == "k3":  # of somebody who may be asked again by a process of that release
                row["made_at"] = made_at + timedelta(hours=20)
            uow.session.execute(insert(idempotency_keys).values(row))
    clock.set(made_at + timedelta(days=1, minutes=1))
    for _ in range(2):
        with store.write(scope=HERE) as uow:
            assert not sealed_answers_backfill.seal(uow)
    assert act(store, person(), payload, None) == answer
    assert act(store, person(idempotency_key="k3"), payload, None) == answer
    with pytest.raises(AlreadyDone):
        act(store, person(idempotency_key="k2"), payload, None)
    with pytest.raises(IdempotencyMismatch):
        act(store, person(), {"phone": "13800138001"}, None)
    rows = kept(store)
    sealed = [row for row in rows if row["key"].startswith("sha256:")]
    assert len(rows) == 3 and len(sealed) == 2
    assert PHONE not in json.dumps([row["answer"] for row in sealed])
    guesses = hashlib.sha256(text.encode()).hexdigest()
    assert guesses not in [row["fingerprint"] for row in sealed]


def test_what_is_not_kept_any_longer_is_not_done_again(store: Store) -> None:
    act(store, person(), {}, {"id": "1"})
    with store.write(scope=HERE) as uow:
        uow.session.execute(update(idempotency_keys).values(answer=idempotency.FORGOTTEN))
    with pytest.raises(AlreadyDone):
        act(store, person(), {}, {"id": "2"})


def test_who_has_lost_the_household_does_not_get_the_answer_again(store: Store) -> None:
    resident = {"roles": frozenset({"resident"})}
    mine = person(**resident, household_ids=frozenset({"h1"}))
    gone = person(**resident, household_ids=frozenset({"h2"}))
    answer = {"household_id": "h1", "owner": "王芳"}
    act(store, mine, {"x": 1}, answer)
    assert act(store, mine, {"x": 1}, None) == answer
    with pytest.raises(NotYourHousehold):
        act(store, gone, {"x": 1}, None)


def moved(community: str) -> Actor:
    """Somebody of the desk who works there now."""
    return person(grants=frozenset({Grant("receptionist", community)}))


def test_P01_who_works_elsewhere_now_does_not_get_the_answer_again(store: Store) -> None:
    act(store, moved("c-north"), {"x": 1}, {"id": "1"})
    assert act(store, moved("c-north"), {"x": 1}, None) == {"id": "1"}
    with pytest.raises(NotFound):
        act(store, moved("c-south"), {"x": 1}, None)


def test_P01_without_the_community_of_the_answer_it_would_be_given(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(store, moved("c-north"), {"x": 1}, {"id": "1"})
    monkeypatch.setattr(Scope, "sees", lambda *_: True)
    assert act(store, moved("c-south"), {"x": 1}, None) == {"id": "1"}


COMPANY = frozenset({Grant("receptionist", None)})
TWO = frozenset({Grant("receptionist", "c-north"), Grant("receptionist", "c-south")})


@pytest.mark.parametrize("before", [COMPANY, TWO], ids=["the company", "two communities"])
def test_P01_what_was_answered_about_several_is_not_said_again_to_who_has_fewer(
    store: Store, before: frozenset[Grant]
) -> None:
    act(store, person(grants=before), {"x": 1}, {"id": "1"})
    assert act(store, person(grants=before), {"x": 1}, None) == {"id": "1"}
    with pytest.raises(NotFound):
        act(store, moved("c-south"), {"x": 1}, None)
    assert act(store, person(grants=COMPANY), {"x": 1}, None) == {"id": "1"}


def test_P01_without_what_it_was_about_it_would_be_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: so the release before kept it."""
    monkeypatch.setattr(idempotency, "ABOUT", "not read")
    act(store, person(grants=TWO), {"x": 1}, {"id": "1"})
    monkeypatch.undo()
    assert act(store, moved("c-south"), {"x": 1}, None) == {"id": "1"}


def test_P01_who_moved_into_another_community_sees_there_what_is_of_the_own_household(
    store: Store,
) -> None:
    """Staff in one community, a resident in the other: what was answered at work is not theirs."""
    answer = {"household_id": "h1", "owner": "王芳"}
    act(store, moved("c-north"), {"x": 1}, answer)
    roles, homes = frozenset({"receptionist", "resident"}), frozenset({"h2"})
    grants = {Grant("receptionist", "c-south"), Grant("resident", "c-north")}
    with pytest.raises(NotYourHousehold):
        act(store, person(roles=roles, household_ids=homes, grants=frozenset(grants)), {"x": 1}, 0)


def test_who_has_lost_the_role_does_not_get_the_answer_again(store: Store) -> None:
    endpoint = next(one for one in WRITING if one.method.name == "create_person")
    entry = replace(entry_of("directory", "create_person"), operation=Counted())
    payload = example_of(endpoint.schema)
    entry.perform(store, keyed(endpoint), payload)
    demoted = replace(keyed(endpoint), roles=frozenset({"engineer"}))
    with pytest.raises(Forbidden):
        entry.perform(store, demoted, payload)


# what takes several units


def procedure(act: Callable[..., Any]) -> Procedure:
    """The import of households, acting otherwise."""
    return replace(entry_of("directory", "import_households"), operation=act)


ROWS = {"file": "UEsDBA==", "dry_run": True}


def test_the_second_of_two_at_once_is_told_to_wait(store: Store) -> None:
    by = person(roles=frozenset({"finance"}))

    def import_and_ask_again(*_: Any) -> dict[str, Any]:
        with pytest.raises(StillUnderWay):
            procedure(lambda *_: {}).perform(store, by, ROWS)
        return {"rows": 1}

    assert procedure(import_and_ask_again).perform(store, by, ROWS) == {"rows": 1}
    assert procedure(lambda *_: {"rows": 2}).perform(store, by, ROWS) == {"rows": 1}


def test_what_was_refused_is_tried_again(store: Store) -> None:
    by = person(roles=frozenset({"finance"}))

    def refuse(*_: Any) -> None:
        raise InvalidInput

    with pytest.raises(InvalidInput):
        procedure(refuse).perform(store, by, ROWS)
    assert procedure(lambda *_: {"rows": 2}).perform(store, by, ROWS) == {"rows": 2}


def test_what_was_cut_off_is_taken_up_after_a_while(store: Store, clock: FixedClock) -> None:
    by = person(roles=frozenset({"finance"}))
    with store.write(by, "directory.import_households") as uow:
        assert idempotency.IdempotencyKey(by, "directory.import_households", "k1", ROWS).claim(
            uow.session, uow.now
        )
    with pytest.raises(StillUnderWay):
        procedure(lambda *_: {"rows": 2}).perform(store, by, ROWS)
    clock.set(clock.now() + idempotency.GIVEN_UP)
    assert procedure(lambda *_: {"rows": 2}).perform(store, by, ROWS) == {"rows": 2}
