"""A database that has few connections left: who pays waits for one instead of being sent away."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as PoolTimeout

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import StorageAway
from foundation.storage import pool
from foundation.storage.engine import make_engine
from foundation.storage.store import Store
from foundation.storage.tables import outbox
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office
from tests.support import postgres
from tests.support.at_once import at_once

FEW = 3
PAYERS = 200


@pytest.fixture
def scarce(
    postgres_server: str, clock: FixedClock, actor: Callable[..., Actor]
) -> Iterator[Callable[..., Office]]:
    """Makes an office whose login gets a few connections and no more."""
    url = support.postgres_copy("billing")
    login = f"poor_{uuid4().hex[:12]}"
    mighty = make_engine(url)
    with mighty.begin() as connection:
        connection.execute(text(f"CREATE ROLE {login} LOGIN CONNECTION LIMIT {FEW}"))
        for what in ("TABLES", "SEQUENCES"):
            connection.execute(text(f"GRANT ALL ON ALL {what} IN SCHEMA public TO {login}"))
    engines = []

    def make(pool_timeout: float = 200) -> Office:
        engine = make_engine(url.replace("guanjia@", f"{login}@"), pool_timeout=pool_timeout)
        engines.append(engine)
        return Office(Store(engine, clock, "billing"), clock, actor)

    yield make
    for engine in engines:
        engine.dispose()
    with mighty.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {login}"))
        connection.execute(text(f"DROP ROLE {login}"))
    mighty.dispose()
    postgres.drop_database(url)


def pay_all(office: Office) -> list[object]:
    """Two hundred people pay at the same moment; what each is answered, or refused with."""
    support.put_household(office.store)
    return at_once(*[lambda: office.pay("1.00") for _ in range(PAYERS)])


def test_two_hundred_payments_wait_for_three_connections(
    scarce: Callable[..., Office],
) -> None:
    office = scarce()
    answers = pay_all(office)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    numbers = {answer["receipt_number"] for answer in answers}  # type: ignore[index]
    assert len(numbers) == PAYERS
    with office.store.read() as uow:
        assert uow.session.query(outbox).count() >= PAYERS


def test_without_waiting_some_would_be_sent_away(
    scarce: Callable[..., Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(pool, "is_full", lambda _error: False)
    answers = pay_all(scarce())
    assert sum(isinstance(answer, StorageAway) for answer in answers) > FEW


def test_who_waits_does_so_no_longer_than_the_patience(scarce: Callable[..., Office]) -> None:
    holder, other = scarce(), scarce(pool_timeout=0.3)
    with (
        holder.store.engine.connect(),
        holder.store.engine.connect(),
        holder.store.engine.connect(),
        pytest.raises(StorageAway) as refused,
    ):
        other.pay("1.00")
    assert not isinstance(refused.value.__cause__, PoolTimeout)
    holder.store.engine.dispose()
    support.put_household(other.store)
    assert other.pay("1.00")
