"""Rows of a community are found by indexes that begin with it (P01): by its lists, boards, figures
and sweeps.
"""

import sqlalchemy as sa
from alembic import op

revision = "directory_0014"
down_revision = "directory_0013"
branch_labels = None
depends_on = None

INDEXES: tuple[tuple[str, str, str, str | None], ...] = (
    ("households", "ix_households_unit", "unit", None),
    ("households", "ix_households_room", "room", None),
    ("households", "ix_households_place_key", "place_key", None),
    ("households", "ix_households_sort_key", "sort_key", None),
    ("members", "ix_members_phone_reversed", "phone_reversed", None),
    ("members", "ix_members_name", "name", None),
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
    by = {"name": "text_pattern_ops"} if "name" in columns else {}
    op.create_index(
        name, table, columns, sqlite_where=rows, postgresql_where=rows, postgresql_ops=by
    )
