"""Numbers on papers that people hold: without gaps, per community, series and year (B07, P01).

A community's code is part of its series, so that no number is another community's: `SJ-YH`. The
first, while it has no code, has the series alone.
"""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from foundation import scope
from foundation.storage.inserting import MAKERS, dialect_of
from foundation.storage.tables import community_replica
from foundation.storage.tables import number_series as table

CODE = (
    select(community_replica.c.code)
    .where(community_replica.c.community_id == bindparam("community"))
    .execution_options(autoflush=False)
)


class CommunityUnknown(Exception):
    """A service has not heard of a community yet: it draws nothing until it has."""


def draw(session: Session, series: str, year: int, count: int = 1) -> list[str]:
    """The next `count` numbers, such as `SJ-2026-000001`, of the community that the unit is in.

    Raise `CommunityUnknown`, and `NoCommunity` where it is in none.

    The row stays locked until the transaction ends: a rollback gives the numbers back, and nobody
    else can draw in between.
    """
    series = "-".join(filter(None, (series, code_of(session, scope.here()))))
    row = {"series": series, "year": year, "last": count}
    last = session.execute(drawing(dialect_of(session)), row).scalar_one()
    return [f"{series}-{year}-{number:06d}" for number in range(last - count + 1, last + 1)]


def code_of(session: Session, community: str) -> str:
    """What stands in the numbers of a community."""
    code = session.scalar(CODE, {"community": community})
    if code is None:
        raise CommunityUnknown(community)
    return str(code)


@cache
def drawing(dialect: str) -> Any:
    """The statement that draws, in the words of a database."""
    made = MAKERS[dialect](table)
    further = {"last": table.c.last + made.excluded.last}
    return (
        made.on_conflict_do_update(index_elements=[table.c.series, table.c.year], set_=further)
        .returning(table.c.last)
        .execution_options(autoflush=False)
    )
