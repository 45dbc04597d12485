"""A community's shifts are found by when they end, which leaves out all that are over (P01)."""

from alembic import op

revision = "directory_0032"
down_revision = "directory_0031"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_shifts_times", "shifts"


def upgrade() -> None:
    """Put the community in front, and the end before the beginning."""
    op.drop_index(NAME, TABLE)
    op.create_index(NAME, TABLE, ["community_id", "ends_at", "starts_at"])


def downgrade() -> None:
    """The way back."""
    op.drop_index(NAME, TABLE)
    op.create_index(NAME, TABLE, ["starts_at", "ends_at"])
