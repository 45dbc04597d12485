"""Where things happen (P01): events, deadlines, audit rows, and what is known of households and
duties. All there is happened in the first community, but for deadlines that are for all.

The default stays: during an upgrade processes of the release before enter rows without it.
"""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import Id

revision = "foundation_0008"
down_revision = "foundation_0007"
branch_labels = None
depends_on = None

SAID = ("outbox", "audit", "deadlines")
FOR_ALL = ("forget", "strip_photos", "roster_watch")


def upgrade() -> None:
    """Add the column."""
    for table in SAID:
        op.add_column(
            table, sa.Column("community_id", Id, nullable=True, server_default=FIRST_COMMUNITY)
        )
    op.add_column(
        "household_replica",
        sa.Column("community_id", Id, nullable=False, server_default=FIRST_COMMUNITY),
    )
    op.add_column("duty_replica", sa.Column("community_id", Id, nullable=True))
    deadlines = sa.table("deadlines", sa.column("kind"), sa.column("community_id"))
    op.execute(sa.update(deadlines).where(deadlines.c.kind.in_(FOR_ALL)).values(community_id=None))


def downgrade() -> None:
    """The way back."""
    for table in (*SAID, "household_replica", "duty_replica"):
        op.drop_column(table, "community_id")
