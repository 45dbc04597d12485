"""By what channels leave the house can be set on a page (P02)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Instant

revision = "notices_0011"
down_revision = "notices_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is set on the page yet."""
    op.create_table(
        "outlets",
        sa.Column("channel", sa.String(20), primary_key=True),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.Column("shown", sa.String(200), nullable=False),
        sa.Column("changed_at", Instant(), nullable=True),
        sa.Column("changed_by", sa.String(120), nullable=False),
        sa.Column("tested_at", Instant(), nullable=True),
        sa.Column("test_error", sa.String(500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """The way back."""
    op.drop_table("outlets")
