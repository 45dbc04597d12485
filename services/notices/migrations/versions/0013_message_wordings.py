"""Managers word the messages that the desk sends by itself (P05)."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import COMPANY
from foundation.storage.types import Id

revision = "notices_0013"
down_revision = "notices_0012"
branch_labels = None
depends_on = None

TABLE = "message_wordings"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        sa.Column("purpose", sa.String(30), nullable=False),
        sa.Column("title_zh", sa.String(120), nullable=False),
        sa.Column("title_en", sa.String(120), nullable=False),
        sa.Column("text_zh", sa.String(1000), nullable=False),
        sa.Column("text_en", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("community_id", Id, nullable=True),
        sa.Column("owner_id", Id, nullable=False, server_default=COMPANY),
        sa.PrimaryKeyConstraint("purpose", "owner_id", name=f"pk_{TABLE}"),
    )


def downgrade() -> None:
    """The way back."""
    op.drop_table(TABLE)
