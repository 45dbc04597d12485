"""Since when somebody of the staff is not with us any more (P08)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "directory_0031"
down_revision = "directory_0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of those who left before it is not known when: they count from the first night on."""
    op.add_column("people", sa.Column("left_at", types.Instant(), nullable=True))


def downgrade() -> None:
    """The way back."""
    op.drop_column("people", "left_at")
