"""Money, time and JSON in columns, alike on both databases."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select
from sqlalchemy.exc import StatementError

from foundation.clock import SHANGHAI
from foundation.storage.store import Store
from foundation.storage.types import Instant, Json, Yuan

metadata = MetaData()
samples = Table(
    "samples",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("amount", Yuan),
    Column("at", Instant),
    Column("data", Json),
)
MOMENT = datetime(2026, 11, 2, 2, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def keep(store_of: Callable[[str], Store]) -> Iterator[Callable[..., Any]]:
    """Writes a row and reads it back."""
    store = store_of("directory")
    metadata.create_all(store.engine)

    def write(**values: Any) -> Any:
        with store.write() as uow:
            key = uow.session.execute(insert(samples).values(**values)).inserted_primary_key
            assert key is not None
        with store.read() as uow:
            return uow.session.execute(select(samples).where(samples.c.id == key[0])).one()

    write.store = store  # type: ignore[attr-defined]
    yield write


@pytest.mark.parametrize("text", ["0.00", "0.01", "-12.30", "99999999999.99"])
def test_amount_is_kept_to_the_fen(keep: Any, text: str) -> None:
    kept = keep(amount=Decimal(text)).amount
    assert kept == Decimal(text) and str(kept) == text


@pytest.mark.parametrize("amount", [1.5, Decimal("0.001")])
def test_amount_that_is_no_whole_number_of_fen_is_refused(keep: Any, amount: Any) -> None:
    with pytest.raises(StatementError):
        keep(amount=amount)


def test_sum_of_amounts_is_an_amount(keep: Any) -> None:
    keep(amount=Decimal("0.10"))
    keep(amount=Decimal("0.20"))
    with keep.store.read() as uow:
        assert uow.session.scalar(select(func.sum(samples.c.amount))) == Decimal("0.30")


def test_moment_comes_back_aware_in_utc(keep: Any) -> None:
    kept = keep(at=MOMENT.astimezone(SHANGHAI)).at
    assert kept == MOMENT and kept.utcoffset() == timedelta()


def test_naive_time_is_refused(keep: Any) -> None:
    with pytest.raises(StatementError):
        keep(at=datetime(2026, 11, 2))  # noqa: DTZ001


def test_json_keeps_chinese(keep: Any) -> None:
    assert keep(data={"人": ["王芳", None, 1]}).data == {"人": ["王芳", None, 1]}
