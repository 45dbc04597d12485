"""Quotes of repairs."""

from typing import Final

from sqlalchemy import bindparam, select

from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.quotes.tables import Quote

LATEST: Final = (
    select(Quote)
    .where(Quote.repair_id == bindparam("repair_id"))
    .order_by(Quote.position.desc())
    .limit(1)
)


def latest_quote(uow: UnitOfWork, repair_id: str) -> Quote | None:
    """The quote that counts: the last one given."""
    found: Quote | None = uow.session.scalar(LATEST, {"repair_id": repair_id})
    return found
