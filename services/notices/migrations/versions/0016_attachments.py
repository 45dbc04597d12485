"""Photos and papers of notices (P09)."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage import types

revision = "notices_0016"
down_revision = "notices_0015"
branch_labels = None
depends_on = None

TABLE = "attachments"


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
        sa.Column("notice_id", types.Id, nullable=False),
        sa.Column("community_id", types.Id, nullable=False, server_default=FIRST_COMMUNITY),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=f"fk_{TABLE}_notice_id_notices"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
    )
    op.create_index(f"ix_{TABLE}_notice_id", TABLE, ["notice_id"])


def downgrade() -> None:
    """The way back: nobody finds the files any more."""
    op.drop_table(TABLE)
