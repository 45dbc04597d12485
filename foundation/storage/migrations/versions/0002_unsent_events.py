"""Unsent events are found by their own index alone; that of sent ones led the planner astray."""

from alembic import op

revision = "foundation_0002"
down_revision = "foundation_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drop the index by which PostgreSQL may sort a whole backlog for every thousand events."""
    op.drop_index("ix_outbox_sent_at", table_name="outbox")


def downgrade() -> None:
    """The way back."""
    op.create_index("ix_outbox_sent_at", "outbox", ["sent_at"])
