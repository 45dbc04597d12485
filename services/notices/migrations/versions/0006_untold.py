"""What is left untold because it happened too long ago is a list of its own (N03)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "notices_0006"
down_revision = "notices_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "untold",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("event_id", types.Id, nullable=False),
        sa.Column("occurred_at", types.Instant(), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=True),
        sa.Column("subject_id", sa.String(length=64), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("household_id", types.Id, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_untold"),
    )


def downgrade() -> None:
    """The way back."""
    op.drop_table("untold")
