"""P08: identity numbers are sealed at rest, with a key that can be changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text, update

from foundation import config, sealing
from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.sealed import MARK
from foundation.storage.store import Store
from guanjia.secrets import reseal_numbers
from services.directory.changes.tables import HouseholdChange
from services.directory.households.tables import Member
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.conftest import CHECK
from tests.operations.test_retention import pass_nights
from tests.support.at_rest import everything

NUMBER = "11010519491231002X"
MASKED = "1****************X"
MakeActor = Callable[..., Actor]

pytestmark = pytest.mark.both_databases


def use(secret: str, previous: str = "") -> None:
    """Have the installation this secret."""
    config.use(replace(config.settings(), secret_key=secret, previous_secret_key=previous))


@pytest.fixture(autouse=True)
def installation() -> Iterator[None]:
    """An installation with a secret."""
    before = config.settings()
    use("s" * 40)
    yield
    config.use(before)


@pytest.fixture
def home(store: Store, actor: MakeActor, enter: Callable[..., Any]) -> dict[str, Any]:
    """A household whose owner's number is known."""
    made = enter()
    return dict(perform(
        store, Directory.change_member, actor("receptionist"), household_id=made["id"],
        member_id=made["members"][0]["id"], identity_check=CHECK, id_number=NUMBER,
    ))  # fmt: skip


def at_rest(store: Store) -> list[str | None]:
    """What the database has of numbers."""
    with store.engine.connect() as connection:
        return list(connection.scalars(text("SELECT id_number FROM members")))


def read(store: Store, home: dict[str, Any], actor: MakeActor) -> str:
    """The whole number, as finance sees it by a logged look."""
    answer = perform(
        store, Directory.reveal, actor("finance"), household_id=home["id"],
        member_id=home["members"][0]["id"], what="id_number", purpose="核对身份",
    )  # fmt: skip
    return str(answer["value"])


def test_P08_an_identity_number_is_nowhere_in_the_database(
    store: Store, home: dict[str, Any], actor: MakeActor
) -> None:
    assert home["members"][0]["id_number_masked"] == MASKED
    assert read(store, home, actor) == NUMBER
    assert str(at_rest(store)[0]).startswith(MARK)
    assert NUMBER not in everything(store), "nor in histories, trail, events and answers"
    history = perform(
        store, Directory.household_history, actor("receptionist"), household_id=home["id"]
    )
    assert history["items"][0]["after"]["id_number"] == MASKED


def test_P08_without_sealing_it_would_be_read(
    store: Store, enter: Callable[..., Any], actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(sealing, "seal", lambda _purpose, _about, value: value)
    made = enter()
    perform(
        store, Directory.change_member, actor("receptionist"), household_id=made["id"],
        member_id=made["members"][0]["id"], identity_check=CHECK, id_number=NUMBER,
    )  # fmt: skip
    assert NUMBER in everything(store)


def test_P08_a_number_is_sealed_otherwise_each_time(store: Store, home: dict[str, Any]) -> None:
    """So that nobody sees who has the same, or tries all of them."""
    before = at_rest(store)
    assert reseal_numbers(store) == 1
    assert at_rest(store) != before


def test_P08_the_key_is_changed_without_losing_a_number(
    store: Store, home: dict[str, Any], actor: MakeActor
) -> None:
    use("t" * 40, previous="s" * 40)
    assert read(store, home, actor) == NUMBER, "before all are sealed anew"
    assert reseal_numbers(store) == 1
    use("t" * 40)
    assert read(store, home, actor) == NUMBER
    use("s" * 40)
    assert home["members"][0]["id_number_masked"] == MASKED
    with store.read() as uow:
        assert uow.session.scalar(select(Member.id_number)) is None, "the old key opens nothing"


def test_P08_without_sealing_anew_the_new_key_alone_would_not_open_it(
    store: Store, home: dict[str, Any], actor: MakeActor
) -> None:
    """Negative control."""
    use("t" * 40)
    kept = at_rest(store)
    with store.read() as uow:
        assert uow.session.scalar(select(Member.id_number)) is None
    assert reseal_numbers(store) == 0
    assert at_rest(store) == kept, "it is not lost: the key may be found again"


def test_P08_what_was_entered_without_a_secret_is_sealed_at_night(
    store: Store, home: dict[str, Any], actor: MakeActor, clock: FixedClock
) -> None:
    with store.write() as uow:
        opened: Any = text("UPDATE members SET id_number = :number")
        uow.session.execute(opened, {"number": NUMBER})
    assert at_rest(store) == [NUMBER]
    assert read(store, home, actor) == NUMBER
    pass_nights(store, Directory, clock)
    assert str(at_rest(store)[0]).startswith(MARK)
    assert read(store, home, actor) == NUMBER


def test_P08_an_upgrade_conceals_what_histories_have(
    store: Store, home: dict[str, Any], actor: MakeActor
) -> None:
    use("")
    with store.write() as uow:
        uow.session.execute(update(Member).values(id_number=NUMBER))
        told = {"id_number": NUMBER, "name": "王芳"}
        uow.session.execute(update(HouseholdChange).values(before=told, after=told))
    downgrade(store.engine, "directory", "directory_0024")
    upgrade(store.engine, "directory")
    with store.read() as uow:
        kept = uow.session.execute(select(HouseholdChange.before, HouseholdChange.after)).all()
    assert {row.before["id_number"] for row in kept} == {MASKED}
    assert {row.after["name"] for row in kept} == {"王芳"}
    assert at_rest(store) == [NUMBER]
