"""Since when a community is closed, and why (P01)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Instant

revision = "directory_0033"
down_revision = "directory_0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None was so far."""
    op.add_column("communities", sa.Column("closed_at", Instant))
    reason = sa.Column("closed_reason", sa.String(500), nullable=False, server_default="")
    op.add_column("communities", reason)


def downgrade() -> None:
    """The way back; a closed community is as any other."""
    op.drop_column("communities", "closed_reason")
    op.drop_column("communities", "closed_at")
