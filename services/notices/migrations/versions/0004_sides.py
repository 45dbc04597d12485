"""A message to a household is for one side of it, about what has been there since (D06)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "notices_0004"
down_revision = "notices_0003"
branch_labels = None
depends_on = None

COLUMNS = (("side", types.Id), ("member_id", types.Id), ("about_since", types.Instant()))


def upgrade() -> None:
    """None: as the purpose says, since it was written."""
    with op.batch_alter_table("messages") as table:
        for name, kind in COLUMNS:
            table.add_column(sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    """The way back."""
    with op.batch_alter_table("messages") as table:
        for name, _ in COLUMNS:
            table.drop_column(name)
