"""Dunning once a day per household; visits that a supervisor gives away or is told of."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "billing_0011"
down_revision = "billing_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new."""
    op.add_column("dunning_steps", sa.Column("told_by", sa.String(length=20), nullable=True))
    with op.batch_alter_table("visits") as visits:
        visits.add_column(
            sa.Column("by_hand", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        visits.add_column(sa.Column("late_told_at", types.Instant(), nullable=True))
        visits.add_column(sa.Column("stewardless_told_at", types.Instant(), nullable=True))


def downgrade() -> None:
    """The way back."""
    with op.batch_alter_table("visits") as visits:
        visits.drop_column("stewardless_told_at")
        visits.drop_column("late_told_at")
        visits.drop_column("by_hand")
    op.drop_column("dunning_steps", "told_by")
