"""What is open in a community, as each service is asked before it is closed (P01)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import Executable

from foundation import scope
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork


def open_there(
    uow: UnitOfWork, community_id: str, asked: Iterable[tuple[Any, Executable]]
) -> dict[str, Any]:
    """What is open in a community, by its reasons; the statement of each gives a count and, of
    money, the sum in yuan. Raise `NotFound` for a community that is out of scope."""
    if not scope.current().sees(community_id):
        raise NotFound(field="community_id")
    with uow.within(community_id):  # of it alone, also for who administers all
        found = [(reason, *uow.rows(statement)[0]) for reason, statement in asked]
    return {"reasons": [item(*one) for one in found if one[1]]}


def item(reason: Any, count: int, amount: Decimal | None = None) -> dict[str, Any]:
    """One reason, as it is told."""
    return {"reason": reason, "count": count, "amount": amount}
