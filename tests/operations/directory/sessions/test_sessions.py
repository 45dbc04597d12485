"""Who somebody is: logging in, `me`, changing the own password, demo accounts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from contracts.directory.passwords import PasswordFlaw, WeakPassword
from foundation import config
from foundation.actor import SYSTEM, Actor
from foundation.errors import BadCredentials, Forbidden, NotAuthenticated, StorageAway
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.passwords import operations as credentials
from services.directory.passwords.rules import DEMO_PASSWORD
from services.directory.people.tables import Account
from services.directory.service import DirectoryService as Directory
from services.directory.sessions.operations import authenticate as sessions
from services.directory.sessions.operations import logins
from tests.operations.conftest import perform
from tests.support.community import HERE

Employ = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]
PASSWORD = "correct horse battery"


pytestmark = pytest.mark.both_databases


@pytest.fixture
def steward(store: Store, employ: Employ, actor: MakeActor) -> Actor:
    """A steward who can log in as `steward`."""
    made = employ("steward", name="赵永强", buildings=["3"])
    data = {"person_id": made["id"], "username": "steward", "password": PASSWORD}
    perform(store, Directory.create_account, actor("admin"), **data)
    return actor("steward", id=made["id"], name="赵永强")


@pytest.fixture
def demo_mode() -> Iterator[Callable[[bool], None]]:
    """Switches demo mode for a test."""
    before = config.settings()
    yield lambda on: config.use(replace(before, demo=on))
    config.use(before)


def log_in(store: Store, username: str, password: str) -> dict[str, Any]:
    data = {"username": username, "password": password}
    return dict(perform(store, Directory.authenticate, SYSTEM, **data))


def test_a_right_password_tells_who_somebody_is(store: Store, steward: Actor) -> None:
    opened = log_in(store, " Steward", PASSWORD)
    assert opened.pop("session_id")
    assert opened == {
        "id": steward.id,
        "name": "赵永强",
        "roles": ["steward"],
        "household_ids": [],
        "grants": [{"role": "steward", "community_id": FIRST_COMMUNITY}],
    }


def test_a_login_is_good_for_reading_while_nothing_can_be_written(
    store: Store, steward: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That it is used cannot be noted then; who logs in anew is told so, since that is kept."""
    opened = log_in(store, "steward", PASSWORD)
    named = {"session_id": opened["session_id"], "person_id": steward.id}
    monkeypatch.setattr(logins, "SEEN_EVERY", timedelta(0))
    tried: list[str] = []

    @contextmanager
    def refused(actor: Actor, operation: str, **_: Any) -> Iterator[UnitOfWork]:
        tried.append(operation)
        raise StorageAway
        yield

    monkeypatch.setattr(store, "write", refused)
    assert perform(store, Directory.session, SYSTEM, **named)["id"] == steward.id
    with pytest.raises(StorageAway):
        log_in(store, "steward", PASSWORD)
    assert tried == ["directory.session", "directory.authenticate"]


@pytest.mark.usefixtures("steward")
@pytest.mark.parametrize(
    ("username", "password"),
    [("steward", "wrong password"), ("nobody", PASSWORD), ("steward' OR 1=1 --", PASSWORD)],
)
def test_wrong_credentials_are_refused_alike(store: Store, username: str, password: str) -> None:
    with pytest.raises(BadCredentials) as refused:
        log_in(store, username, password)
    assert refused.value.errors == {}


@pytest.mark.usefixtures("steward")
def test_an_unknown_user_costs_the_same_work_as_a_wrong_password(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []

    def counted(password_hash: str, password: str) -> bool:
        verified.append(password_hash)
        return credentials.is_password(password_hash, password)

    monkeypatch.setattr(sessions, "is_password", counted)
    for username in ("steward", "nobody"):
        with pytest.raises(BadCredentials):
            log_in(store, username, "wrong password")
    assert len(verified) == 2
    assert verified[1] == credentials.NOBODY
    assert not credentials.HASHER.check_needs_rehash(credentials.NOBODY)


def test_a_disabled_account_opens_nothing_until_it_is_enabled(
    store: Store, steward: Actor, actor: MakeActor
) -> None:
    admin = actor("admin")
    perform(store, Directory.change_account, admin, person_id=steward.id, disabled=True)
    with pytest.raises(BadCredentials):
        log_in(store, "steward", PASSWORD)
    with pytest.raises(NotAuthenticated):
        perform(store, Directory.me, steward)
    perform(store, Directory.change_account, admin, person_id=steward.id, disabled=False)
    assert log_in(store, "steward", PASSWORD)["id"] == steward.id


def test_who_has_left_cannot_log_in(store: Store, steward: Actor, actor: MakeActor) -> None:
    perform(store, Directory.change_person, actor("admin"), person_id=steward.id, active=False)
    with pytest.raises(BadCredentials):
        log_in(store, "steward", PASSWORD)


def test_me_is_the_archives_present_knowledge(
    store: Store, steward: Actor, actor: MakeActor
) -> None:
    data = {"person_id": steward.id, "roles": ["steward", "receptionist"]}
    perform(store, Directory.change_person, actor("director"), **data)
    assert perform(store, Directory.me, steward)["roles"] == ["steward", "receptionist"]
    with pytest.raises(NotAuthenticated):
        perform(store, Directory.me, actor("steward", id="unknown"))


def test_people_change_their_own_password(store: Store, steward: Actor) -> None:
    new = "another good secret"
    data = {"old_password": PASSWORD, "new_password": new}
    perform(store, Directory.change_password, steward, **data)
    assert log_in(store, "steward", new)["id"] == steward.id
    with pytest.raises(BadCredentials):
        log_in(store, "steward", PASSWORD)
    with pytest.raises(BadCredentials):
        perform(store, Directory.change_password, steward, **data)


def test_a_weak_password_is_refused_before_anything_changes(store: Store, steward: Actor) -> None:
    with pytest.raises(WeakPassword) as refused:
        data = {"old_password": PASSWORD, "new_password": "12345"}
        perform(store, Directory.change_password, steward, **data)
    assert refused.value.params == {"min_length": 10, "reason": PasswordFlaw.SHORT}
    assert log_in(store, "steward", PASSWORD)


def test_who_has_lost_the_password_gets_a_new_one(
    store: Store, steward: Actor, actor: MakeActor
) -> None:
    data = {"person_id": steward.id, "password": "given at the desk"}
    perform(store, Directory.change_account, actor("admin"), **data)
    assert log_in(store, "steward", "given at the desk")


@pytest.mark.parametrize("on", [True, False])
def test_the_demo_password_opens_demo_accounts_in_demo_mode_only(
    store: Store, employ: Employ, demo_mode: Callable[[bool], None], *, on: bool
) -> None:
    person = employ("director")
    with store.write(scope=HERE) as uow:
        uow.session.add(
            Account(
                person_id=person["id"],
                username="director",
                password_hash=credentials.hashed(DEMO_PASSWORD),
                demo=True,
                disabled=False,
                created_at=uow.now - timedelta(days=1),
                changed_at=uow.now - timedelta(days=1),
            )
        )
    demo_mode(on)
    if on:
        assert log_in(store, "director", DEMO_PASSWORD)["id"] == person["id"]
    else:
        with pytest.raises(BadCredentials):
            log_in(store, "director", DEMO_PASSWORD)


def test_only_the_gateway_asks_for_credentials(store: Store, actor: MakeActor) -> None:
    with pytest.raises(Forbidden):
        data = {"username": "steward", "password": PASSWORD}
        perform(store, Directory.authenticate, actor("admin"), **data)


def test_no_password_or_hash_is_in_the_audit_trail(store: Store, steward: Actor) -> None:
    from sqlalchemy import select

    from foundation.storage.tables import audit

    with store.read() as uow:
        trail = str(uow.session.scalars(select(audit.c.changes)).all())
    assert "steward" in trail
    assert "argon2" not in trail
    assert PASSWORD not in trail
