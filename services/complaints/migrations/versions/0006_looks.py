"""The log of unmasked looks at the numbers of contacts (D03)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "complaints_0006"
down_revision = "complaints_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "looks",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_id", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("complaint_id", types.Id, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name="fk_looks_complaint_id_complaints"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_looks"),
    )
    op.create_index("ix_looks_by_id", "looks", ["by_id"])
    op.create_index("ix_looks_complaint_id", "looks", ["complaint_id"])


def downgrade() -> None:
    """The way back."""
    op.drop_table("looks")
