"""From when on the present owners of a household owe what is billed (B19)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Instant

revision = "foundation_0004"
down_revision = "foundation_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None: all of it, as nobody was known to have come."""
    op.add_column("household_replica", sa.Column("owner_since", Instant(), nullable=True))


def downgrade() -> None:
    """The way back."""
    op.drop_column("household_replica", "owner_since")
