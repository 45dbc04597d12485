"""Rows of a community are found by indexes that begin with it (P01): by its lists, boards, figures
and sweeps.
"""

import sqlalchemy as sa
from alembic import op

revision = "notices_0008"
down_revision = "notices_0007"
branch_labels = None
depends_on = None

INDEXES: tuple[tuple[str, str, str, str | None], ...] = (
    ("notices", "ix_notices_status", "status", None),
)
"""Table, name, columns behind the community, and of which rows."""


def upgrade() -> None:
    """Put the community in front."""
    for table, name, columns, where in INDEXES:
        exchange(table, name, ["community_id", *columns.split()], where)


def downgrade() -> None:
    """The way back."""
    for table, name, columns, where in INDEXES:
        exchange(table, name, columns.split(), where)


def exchange(table: str, name: str, columns: list[str], where: str | None) -> None:
    """An index of the same name by other columns."""
    op.drop_index(name, table)
    rows = sa.text(where) if where else None
    op.create_index(name, table, columns, sqlite_where=rows, postgresql_where=rows)
