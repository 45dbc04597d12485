"""Rows of a community are found by indexes that begin with it (P01): by its lists, boards, figures
and sweeps.
"""

import sqlalchemy as sa
from alembic import op

revision = "complaints_0010"
down_revision = "complaints_0009"
branch_labels = None
depends_on = None

INDEXES: tuple[tuple[str, str, str, str | None], ...] = (
    ("complaints", "ix_complaints_open", "status id", "status <> 'closed'"),
    (
        "complaints", "ix_complaints_worded", "id",
        "erased_at IS NULL AND status IN ('answered', 'closed')",
    ),
    ("complaints", "ix_complaints_told", "tier id", "tier <> 'receiver'"),
    ("complaints", "ix_complaints_proposed", "id", "validity = 'invalid_proposed'"),
    ("complaints", "ix_complaints_kind_id", "kind id", None),
    ("complaints", "ix_complaints_category_id", "category id", None),
    ("complaints", "ix_complaints_lodged_at", "lodged_at", None),
    ("clock_stops", "ix_clock_stops_paused", "complaint_id", "cause = 'paused'"),
    ("escalations", "ix_escalations_waiting", "tier", "acknowledged_at IS NULL"),
    ("incoming_documents", "ix_incoming_documents_shown_at", "shown_at", None),
)  # fmt: skip
"""Table, name, columns behind the community, and of which rows."""
ADDED = (("complaints", "ix_complaints_here", "community_id id"),)
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
