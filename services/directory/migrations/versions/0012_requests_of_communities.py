"""Roles are asked for and given in a community (P01): those that wait, in the first.

A process of the release before asks without it: for the whole company, where everybody who may can
decide; the role is then held where the second person decides.
"""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import Id

revision = "directory_0012"
down_revision = "directory_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; all that was asked for was of the first."""
    op.add_column("role_requests", sa.Column("community_id", Id, nullable=True))
    requests = sa.table("role_requests", sa.column("community_id", Id))
    op.execute(sa.update(requests).values(community_id=FIRST_COMMUNITY))


def downgrade() -> None:
    """The way back."""
    op.drop_column("role_requests", "community_id")
