"""Numbers on papers that people hold: without gaps, per series and year (B07)."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from foundation.storage.tables import number_series as table


def draw(session: Session, series: str, year: int, count: int = 1) -> list[str]:
    """The next `count` numbers, such as `SJ-2026-000001`.

    The row stays locked until the transaction ends: a rollback gives the numbers back, and
    nobody else can draw in between.
    """
    dialect = session.get_bind().dialect.name
    insert_ = postgresql.insert if dialect == "postgresql" else sqlite.insert
    drawn = (
        insert_(table)
        .values(series=series, year=year, last=count)
        .on_conflict_do_update(
            index_elements=[table.c.series, table.c.year], set_={"last": table.c.last + count}
        )
        .returning(table.c.last)
        .execution_options(autoflush=False)
    )
    last = session.execute(drawn).scalar_one()
    return [f"{series}-{year}-{number:06d}" for number in range(last - count + 1, last + 1)]
