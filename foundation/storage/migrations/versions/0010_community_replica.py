"""What every service knows of the communities (P01): the first, which there is in any case."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import Id

revision = "foundation_0010"
down_revision = "foundation_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; fill it."""
    known = op.create_table(
        "community_replica",
        sa.Column("community_id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("code", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("community_id", name="pk_community_replica"),
    )
    first = {"community_id": FIRST_COMMUNITY, "version": 1, "name": "", "code": ""}
    op.bulk_insert(known, [first])


def downgrade() -> None:
    """The way back."""
    op.drop_table("community_replica")
