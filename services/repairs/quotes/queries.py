"""Quotes of repairs."""

from collections.abc import Iterable

from sqlalchemy import select

from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.quotes.tables import Quote


def latest_quote(uow: UnitOfWork, repair_id: str) -> Quote | None:
    """The quote that counts: the last one given."""
    return latest_quotes(uow, [repair_id]).get(repair_id)


def latest_quotes(uow: UnitOfWork, repair_ids: Iterable[str]) -> dict[str, Quote]:
    """The last quote of each repair that has one."""
    statement = select(Quote).where(Quote.repair_id.in_(list(repair_ids)))
    rows = uow.session.scalars(statement.order_by(Quote.repair_id, Quote.position))
    return {quote.repair_id: quote for quote in rows}
