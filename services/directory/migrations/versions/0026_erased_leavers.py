"""Who has left long enough ago is erased (P08)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "directory_0026"
down_revision = "directory_0025"
branch_labels = None
depends_on = None

INDEX = "ix_members_gone"


def upgrade() -> None:
    """Make room for when."""
    for table in ("members", "people"):
        op.add_column(table, sa.Column("erased_at", types.Instant(), nullable=True))
    known = sa.text("erased_at IS NULL")
    op.create_index(
        INDEX, "members", ["community_id", "until"], sqlite_where=known, postgresql_where=known
    )


def downgrade() -> None:
    """The way back."""
    op.drop_index(INDEX, "members")
    for table in ("members", "people"):
        op.drop_column(table, "erased_at")
