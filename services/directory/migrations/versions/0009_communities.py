"""What has a place belongs to a community (P01); all there is, to the first.

The default stays: during an upgrade processes of the release before enter rows without it.
"""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import Id

revision = "directory_0009"
down_revision = "directory_0008"
branch_labels = None
depends_on = "foundation_0008"

PLACED = (
    "household_changes",
    "households",
    "looks",
    "members",
)
OWNED = (
    "roster_warnings",
    "shifts",
)
"""A community's own or, without one, the company's."""


def upgrade() -> None:
    """Add the column."""
    for table in PLACED:
        column = sa.Column("community_id", Id, nullable=False, server_default=FIRST_COMMUNITY)
        op.add_column(table, column)
    for table in OWNED:
        op.add_column(table, sa.Column("community_id", Id, nullable=True))


def downgrade() -> None:
    """The way back."""
    for table in PLACED + OWNED:
        op.drop_column(table, "community_id")
