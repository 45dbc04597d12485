"""Comments (备注与沟通, C13), and since when words of a resident wait for the staff."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage import types

revision = "complaints_0017"
down_revision = "complaints_0016"
branch_labels = None
depends_on = None

TABLE = "comments"
UNREAD = sa.text("unread_since IS NOT NULL")


def upgrade() -> None:
    """Make the table, and a case's own note of what was not read."""
    op.create_table(
        TABLE,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("complaint_id", types.Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_id", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mentions", types.Json, nullable=False),
        sa.Column("community_id", types.Id, nullable=False, server_default=FIRST_COMMUNITY),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=f"fk_{TABLE}_complaint_id_complaints"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
    )
    op.create_index(f"ix_{TABLE}_complaint_id", TABLE, ["complaint_id"])
    op.create_index(f"ix_{TABLE}_by_id", TABLE, ["by_id"])
    op.add_column("complaints", sa.Column("unread_since", types.Instant(), nullable=True))
    op.create_index(
        "ix_complaints_unread", "complaints", ["community_id", "id"],
        postgresql_where=UNREAD, sqlite_where=UNREAD,
    )  # fmt: skip


def downgrade() -> None:
    """The way back: what was said beside the steps is forgotten."""
    op.drop_index("ix_complaints_unread", table_name="complaints")
    op.drop_column("complaints", "unread_since")
    op.drop_table(TABLE)
