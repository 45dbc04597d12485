"""Who sent a version of a notice's text back, when, and why."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "notices_0002"
down_revision = "notices_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    with op.batch_alter_table("editions") as table:
        table.add_column(sa.Column("sent_back_by_name", sa.String(length=120), nullable=True))
        table.add_column(sa.Column("sent_back_at", types.Instant(), nullable=True))
        table.add_column(sa.Column("sent_back_remark", sa.String(length=500), nullable=True))


def downgrade() -> None:
    """The way back."""
    with op.batch_alter_table("editions") as table:
        for column in ("sent_back_remark", "sent_back_at", "sent_back_by_name"):
            table.drop_column(column)
