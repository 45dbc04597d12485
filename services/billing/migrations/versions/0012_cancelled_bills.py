"""Bills and bill runs are cancelled: asked for by one person, decided by another (B16)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "billing_0012"
down_revision = "billing_0011"
branch_labels = None
depends_on = None

TABLE, OPEN = "cancel_requests", "uq_cancel_requests_open"


def upgrade() -> None:
    """Add the columns and the table."""
    for name in ("cancelled", "cancel_done"):
        op.add_column(
            "bill_runs", sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        )
    op.add_column("bill_runs", sa.Column("cancelled_at", types.Instant(), nullable=True))
    op.add_column("bills", sa.Column("cancelled_at", types.Instant(), nullable=True))
    op.add_column("bills", sa.Column("cancelled_by", sa.String(length=120), nullable=True))
    op.add_column("bills", sa.Column("cancel_reason", sa.String(length=500), nullable=True))
    op.create_table(
        TABLE,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("target_id", types.Id, nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("requested_by_id", sa.String(length=80), nullable=False),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("requested_at", types.Instant(), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("decided_at", types.Instant(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_cancel_requests"),
    )
    op.create_index("ix_cancel_requests_target", TABLE, ["target_id", "id"])
    waits = sa.text("status = 'requested'")
    op.create_index(
        OPEN, TABLE, ["target_id"], unique=True, postgresql_where=waits, sqlite_where=waits
    )


def downgrade() -> None:
    """The way back."""
    op.drop_index(OPEN, table_name=TABLE)
    op.drop_index("ix_cancel_requests_target", table_name=TABLE)
    op.drop_table(TABLE)
    for name in ("cancel_reason", "cancelled_by", "cancelled_at"):
        op.drop_column("bills", name)  # not as a batch: other tables lean on both
    for name in ("cancelled_at", "cancel_done", "cancelled"):
        op.drop_column("bill_runs", name)
