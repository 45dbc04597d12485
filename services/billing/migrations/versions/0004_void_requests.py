"""Requests to void a receipt: one at a time waits for each."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "billing_0004"
down_revision = "billing_0003"
branch_labels = None
depends_on = None

TABLE = "void_requests"
OPEN = "uq_void_requests_open"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("payment_id", types.Id, nullable=False),
        sa.Column("household_id", types.Id, nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("requested_by_id", sa.String(length=80), nullable=False),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("requested_at", types.Instant(), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("decided_at", types.Instant(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payments.id"], name="fk_void_requests_payment_id_payments"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_void_requests"),
    )
    op.create_index("ix_void_requests_payment", TABLE, ["payment_id", "id"])
    op.create_index("ix_void_requests_household", TABLE, ["household_id", "id"])
    waits = sa.text("status = 'requested'")
    op.create_index(
        OPEN, TABLE, ["payment_id"], unique=True, postgresql_where=waits, sqlite_where=waits
    )


def downgrade() -> None:
    """The way back."""
    op.drop_index(OPEN, table_name=TABLE)
    op.drop_index("ix_void_requests_household", table_name=TABLE)
    op.drop_index("ix_void_requests_payment", table_name=TABLE)
    op.drop_table(TABLE)
