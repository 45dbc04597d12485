"""Photos and papers of door visits (P09)."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage import types

revision = "billing_0022"
down_revision = "billing_0021"
branch_labels = None
depends_on = None

TABLE = "visit_attachments"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("taken_by_id", sa.String(length=80), nullable=False),
        sa.Column("taken_by_name", sa.String(length=120), nullable=False),
        sa.Column("filed_at", types.Instant(), nullable=False),
        sa.Column("visit_id", types.Id, nullable=False),
        sa.Column("community_id", types.Id, nullable=False, server_default=FIRST_COMMUNITY),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=f"fk_{TABLE}_visit_id_visits"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
    )
    op.create_index(f"ix_{TABLE}_visit_id", TABLE, ["visit_id"])


def downgrade() -> None:
    """The way back: nobody finds the files any more."""
    op.drop_table(TABLE)
