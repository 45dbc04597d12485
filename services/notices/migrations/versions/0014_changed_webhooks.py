"""Webhooks that can be changed know which version somebody has read."""

import sqlalchemy as sa
from alembic import op

revision = "notices_0014"
down_revision = "notices_0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Those that are there are in their first version."""
    column = sa.Column("version", sa.Integer(), nullable=False, server_default="1")
    op.add_column("webhooks", column)


def downgrade() -> None:
    """The way back."""
    op.drop_column("webhooks", "version")
