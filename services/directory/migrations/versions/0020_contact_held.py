"""Addresses to which no link is sent, since somebody else has set them."""

import sqlalchemy as sa
from alembic import op

revision = "directory_0020"
down_revision = "directory_0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """All that were set before were set by who was trusted with it."""
    op.add_column(
        "accounts",
        sa.Column("contact_held", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    """The way back."""
    op.drop_column("accounts", "contact_held")
