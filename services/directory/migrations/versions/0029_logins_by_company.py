"""Logins know by which company account they were opened."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "directory_0029"
down_revision = "directory_0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of those that are open now it is not known; they end within a shift."""
    op.add_column("sessions", sa.Column("company_identity_id", types.Id, nullable=True))


def downgrade() -> None:
    """The way back."""
    op.drop_column("sessions", "company_identity_id")
