"""Meter readings may be estimates, and carry a remark (B21)."""

import sqlalchemy as sa
from alembic import op

revision = "billing_0015"
down_revision = "billing_0014"
branch_labels = None
depends_on = None

TABLE = "meter_readings"


def upgrade() -> None:
    """Until now all readings were real ones."""
    op.add_column(
        TABLE, sa.Column("estimated", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(TABLE, sa.Column("remark", sa.String(500)))


def downgrade() -> None:
    """The way back."""
    op.drop_column(TABLE, "remark")
    op.drop_column(TABLE, "estimated")
