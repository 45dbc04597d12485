"""In which community an answer was given that is kept under an idempotency key (P01)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Id

revision = "foundation_0012"
down_revision = "foundation_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of what was answered before nobody knows."""
    op.add_column("idempotency_keys", sa.Column("community_id", Id, nullable=True))


def downgrade() -> None:
    """The way back."""
    op.drop_column("idempotency_keys", "community_id")
