"""When the words of a repair were erased (P08), and an index of those that still have theirs."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "repairs_0006"
down_revision = "repairs_0005"
branch_labels = None
depends_on = None

WHERE = sa.text("erased_at IS NULL AND status IN ('advised', 'closed', 'cancelled')")


def upgrade() -> None:
    """Add them."""
    op.add_column("repairs", sa.Column("erased_at", types.Instant(), nullable=True))
    op.create_index(
        "ix_repairs_worded", "repairs", ["id"], sqlite_where=WHERE, postgresql_where=WHERE
    )


def downgrade() -> None:
    """The way back; what was erased stays so."""
    op.drop_index("ix_repairs_worded", table_name="repairs")
    op.drop_column("repairs", "erased_at")
