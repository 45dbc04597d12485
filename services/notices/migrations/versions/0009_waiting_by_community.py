"""Messages that wait are found by their community (P01): paper for the door, what did not leave.

Some are the company's, and seen in all communities. An index that begins with the community would
have SQLite read all of one by it for the newest twenty, and sort them; so the status comes first.
"""

from alembic import op

revision = "notices_0009"
down_revision = "notices_0008"
branch_labels = None
depends_on = None

NAME = "ix_messages_status"


def upgrade() -> None:
    """Add the index."""
    op.create_index(NAME, "messages", ["status", "channel", "community_id"])


def downgrade() -> None:
    """The way back."""
    op.drop_index(NAME, "messages")
