"""Rows of a community are found by indexes that begin with it (P01): by its lists, boards, figures
and sweeps.
"""

import sqlalchemy as sa
from alembic import op

revision = "repairs_0008"
down_revision = "repairs_0007"
branch_labels = None
depends_on = None

INDEXES: tuple[tuple[str, str, str, str | None], ...] = (
    ("repairs", "ix_repairs_status_id", "status id", None),
    ("repairs", "ix_repairs_category_id", "category id", None),
    ("repairs", "ix_repairs_building_id", "building id", None),
    (
        "repairs", "ix_repairs_worded", "id",
        "erased_at IS NULL AND status IN ('advised', 'closed', 'cancelled')",
    ),
    ("rounds", "ix_rounds_respond_by", "respond_by", None),
    ("rounds", "ix_rounds_completed_at", "completed_at", None),
    ("rounds", "ix_rounds_unreached", "repair_id", "follow_up_result = 'unreached'"),
    ("quotes", "ix_quotes_status", "status", None),
    ("quotes", "ix_quotes_charged_at", "charged_at", None),
    ("loans", "ix_loans_returned_at", "returned_at", None),
)  # fmt: skip
"""Table, name, columns behind the community, and of which rows."""
ADDED = (("repairs", "ix_repairs_here", "community_id id"),)
"""Table, name and columns of those that there were not before."""


def upgrade() -> None:
    """Put the community in front."""
    for table, name, columns, where in INDEXES:
        exchange(table, name, ["community_id", *columns.split()], where)
    for table, name, columns in ADDED:
        op.create_index(name, table, columns.split())


def downgrade() -> None:
    """The way back."""
    for table, name, _columns in ADDED:
        op.drop_index(name, table)
    for table, name, columns, where in INDEXES:
        exchange(table, name, columns.split(), where)


def exchange(table: str, name: str, columns: list[str], where: str | None) -> None:
    """An index of the same name by other columns."""
    op.drop_index(name, table)
    rows = sa.text(where) if where else None
    op.create_index(name, table, columns, sqlite_where=rows, postgresql_where=rows)
