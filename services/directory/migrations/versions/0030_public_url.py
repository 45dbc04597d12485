"""Where the pages are reached, as the company's page says (P02)."""

import sqlalchemy as sa
from alembic import op

revision = "directory_0030"
down_revision = "directory_0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has said so far: it is as the settings say."""
    column = sa.Column("public_url", sa.String(200), nullable=False, server_default="")
    op.add_column("company", column)


def downgrade() -> None:
    """The way back."""
    op.drop_column("company", "public_url")
