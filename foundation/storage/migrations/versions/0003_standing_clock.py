"""The demo clock stands still at each deadline while it is being moved."""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Instant

revision = "foundation_0003"
down_revision = "foundation_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Where it stands."""
    op.add_column("demo_clock", sa.Column("stands_at", Instant(), nullable=True))


def downgrade() -> None:
    """The way back."""
    op.drop_column("demo_clock", "stands_at")
