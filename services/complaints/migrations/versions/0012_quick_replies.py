"""Quick replies (常用语, C07): what managers change of those that are shipped, and add to them."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import COMPANY
from foundation.storage.types import Id, Json

revision = "complaints_0012"
down_revision = "complaints_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "quick_replies",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("title_zh", sa.String(30), nullable=False),
        sa.Column("text_zh", sa.String(1000), nullable=False),
        sa.Column("title_en", sa.String(60), nullable=True),
        sa.Column("text_en", sa.String(1000), nullable=True),
        sa.Column("uses", Json, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("community_id", Id, nullable=True),
        sa.Column("owner_id", Id, nullable=False, server_default=COMPANY),
        sa.PrimaryKeyConstraint("code", "owner_id", name=op.f("pk_quick_replies")),
    )


def downgrade() -> None:
    """The way back."""
    op.drop_table("quick_replies")
