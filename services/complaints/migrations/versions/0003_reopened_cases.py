"""A reopened case has no answer that holds; whom a transfer named is kept beside the handler."""

import sqlalchemy as sa
from alembic import op

revision = "complaints_0003"
down_revision = "complaints_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the answer's time from cases that are being handled again; name whom they were given."""
    op.add_column("complaints", sa.Column("given_to_id", sa.String(80), nullable=True))
    op.execute(
        "UPDATE complaints SET answered_at = NULL "
        "WHERE answered_at IS NOT NULL AND status NOT IN ('answered', 'closed')"
    )
    op.execute("UPDATE complaints SET given_to_id = handler_id WHERE department IS NOT NULL")


def downgrade() -> None:
    """The way back; the time of an answer that did not hold stands in the answers."""
    op.drop_column("complaints", "given_to_id")
