"""The messages of a community are found by an index that begins with it (P01): the list of what
goes out took seven times as long among 499 others.
"""

from alembic import op

revision = "notices_0015"
down_revision = "notices_0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_index("ix_messages_here", "messages", ["community_id", "id"])


def downgrade() -> None:
    """The way back."""
    op.drop_index("ix_messages_here", "messages")
