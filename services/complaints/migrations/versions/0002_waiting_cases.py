"""Indexes of what waits for somebody, and of rare kinds; those of all cases that nobody needs go.

Every change of a case writes into all indexes of the whole table: the fewer, the cheaper.
"""

import sqlalchemy as sa
from alembic import op

revision = "complaints_0002"
down_revision = "complaints_0001"
branch_labels = None
depends_on = None

PARTIAL = (
    ("ix_complaints_open", "complaints", ["status", "id"], "status <> 'closed'"),
    ("ix_complaints_told", "complaints", ["tier", "id"], "tier <> 'receiver'"),
    ("ix_complaints_proposed", "complaints", ["id"], "validity = 'invalid_proposed'"),
    ("ix_clock_stops_paused", "clock_stops", ["complaint_id"], "cause = 'paused'"),
    ("ix_escalations_waiting", "escalations", ["tier"], "acknowledged_at IS NULL"),
)
WHOLE = (
    ("ix_complaints_kind_id", ["kind", "id"]),
    ("ix_complaints_category_id", ["category", "id"]),
)
NEEDLESS = (
    ("ix_complaints_status_id", ["status", "id"]),
    ("ix_complaints_tier_id", ["tier", "id"]),
    ("ix_complaints_first_responsible_id_id", ["first_responsible_id", "id"]),
    ("ix_complaints_handler_id_id", ["handler_id", "id"]),
    ("ix_complaints_due_at", ["due_at"]),
    ("ix_complaints_validity", ["validity"]),
)


def upgrade() -> None:
    """Make the ones, drop the others."""
    for name, table, columns, where in PARTIAL:
        condition = sa.text(where)
        op.create_index(name, table, columns, postgresql_where=condition, sqlite_where=condition)
    for name, columns in WHOLE:
        op.create_index(name, "complaints", columns)
    for name, _ in NEEDLESS:
        op.drop_index(name, table_name="complaints")


def downgrade() -> None:
    """The way back."""
    for name, columns in NEEDLESS:
        op.create_index(name, "complaints", columns)
    for name, _ in WHOLE:
        op.drop_index(name, table_name="complaints")
    for name, table, _, _ in PARTIAL:
        op.drop_index(name, table_name=table)
