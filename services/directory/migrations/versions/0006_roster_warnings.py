"""Gaps of the duty roster that the managers were told of (C09)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Instant

revision = "directory_0006"
down_revision = "directory_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "roster_warnings",
        sa.Column("duty", sa.String(20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("covered_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("duty", "day", name=op.f("pk_roster_warnings")),
    )


def downgrade() -> None:
    """The way back."""
    op.drop_table("roster_warnings")
