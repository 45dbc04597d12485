"""Which communities are closed (P01)."""

import sqlalchemy as sa
from alembic import op

revision = "foundation_0018"
down_revision = "foundation_0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None was so far."""
    column: sa.Column[bool] = sa.Column(
        "closed", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("community_replica", column)


def downgrade() -> None:
    """The way back; a closed community takes what is new again."""
    op.drop_column("community_replica", "closed")
