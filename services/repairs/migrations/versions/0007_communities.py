"""What has a place belongs to a community (P01); all there is, to the first.

The default stays: during an upgrade processes of the release before enter rows without it.
"""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import Id

revision = "repairs_0007"
down_revision = "repairs_0006"
branch_labels = None
depends_on = "foundation_0008"

PLACED = (
    "attempts",
    "loans",
    "looks",
    "offers",
    "photos",
    "quotes",
    "repairs",
    "rounds",
    "timeline",
)


def upgrade() -> None:
    """Add the column."""
    for table in PLACED:
        column = sa.Column("community_id", Id, nullable=False, server_default=FIRST_COMMUNITY)
        op.add_column(table, column)

    deadlines = sa.table("deadlines", sa.column("kind"), sa.column("community_id"))
    op.execute(  # made by a migration that ran before or after the column came
        sa.update(deadlines).where(deadlines.c.kind == "strip_photos").values(community_id=None)
    )


def downgrade() -> None:
    """The way back."""
    for table in PLACED:
        op.drop_column(table, "community_id")
