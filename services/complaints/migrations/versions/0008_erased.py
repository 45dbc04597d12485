"""When the words of a case were erased (P08), and an index of those that still have theirs."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "complaints_0008"
down_revision = "complaints_0007"
branch_labels = None
depends_on = None

WHERE = sa.text("erased_at IS NULL AND status IN ('answered', 'closed')")


def upgrade() -> None:
    """Add them."""
    op.add_column("complaints", sa.Column("erased_at", types.Instant(), nullable=True))
    op.create_index(
        "ix_complaints_worded", "complaints", ["id"], sqlite_where=WHERE, postgresql_where=WHERE
    )


def downgrade() -> None:
    """The way back; what was erased stays so."""
    op.drop_index("ix_complaints_worded", table_name="complaints")
    op.drop_column("complaints", "erased_at")
