"""Policy values of a community's own, beside the company's (P01). A process of the release before
judges by the company's meanwhile."""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Id, Instant, Json

revision = "foundation_0009"
down_revision = "foundation_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "community_policies",
        sa.Column("community_id", Id, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("value", Json, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.Column("changed_by", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("community_id", "name", name="pk_community_policies"),
    )


def downgrade() -> None:
    """The way back."""
    op.drop_table("community_policies")
