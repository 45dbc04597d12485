"""Quotes of repairs."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import bindparam, select

from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.quotes.tables import Quote

QUOTES: Final = (
    select(Quote)
    .where(Quote.repair_id.in_(bindparam("ids", expanding=True)))
    .order_by(Quote.repair_id, Quote.position)
)


def latest_quote(uow: UnitOfWork, repair_id: str) -> Quote | None:
    """The quote that counts: the last one given."""
    return latest_quotes(uow, [repair_id]).get(repair_id)


def latest_quotes(uow: UnitOfWork, repair_ids: Iterable[str]) -> dict[str, Quote]:
    """The last quote of each repair that has one."""
    found = uow.session.scalars(QUOTES, {"ids": list(repair_ids)})
    return {quote.repair_id: quote for quote in found}
