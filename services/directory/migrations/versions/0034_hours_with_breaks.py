"""Hours of a community with breaks (X05)."""

import sqlalchemy as sa
from alembic import op

revision = "directory_0034"
down_revision = "directory_0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is there stays as it is."""
    wide(60)


def downgrade() -> None:
    """The way back; a day with breaks has its hours no longer, as a release before knows none."""
    op.execute("UPDATE communities SET hours = '' WHERE length(hours) > 11")
    wide(11)


def wide(letters: int) -> None:
    """Give the hours so many letters."""
    with op.batch_alter_table("communities") as table:
        table.alter_column(
            "hours",
            existing_type=sa.String(),
            existing_nullable=False,
            existing_server_default="",
            type_=sa.String(letters),
        )
