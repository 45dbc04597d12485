"""Who waits at the desk, and what was written online and lies (C06)."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage import types

revision = "complaints_0019"
down_revision = "complaints_0018"
branch_labels = None
depends_on = None

TABLE = "desk_waits"
OPEN, LYING = sa.text("ended_at IS NULL"), sa.text("attend_by IS NOT NULL")


def upgrade() -> None:
    """Nobody waits yet; what was written before is not counted."""
    op.create_table(
        TABLE,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("note", sa.String(length=60), nullable=True),
        sa.Column("since", types.Instant(), nullable=False),
        sa.Column("serve_by", types.Instant(), nullable=False),
        sa.Column("noted_by_id", sa.String(length=80), nullable=False),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("ended_by_id", sa.String(length=80), nullable=True),
        sa.Column("ended_by", sa.String(length=120), nullable=True),
        sa.Column("community_id", types.Id, nullable=False, server_default=FIRST_COMMUNITY),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
    )
    op.create_index(f"ix_{TABLE}_here", TABLE, ["community_id", "id"])
    op.create_index(
        f"ix_{TABLE}_open", TABLE, ["community_id", "id"],
        postgresql_where=OPEN, sqlite_where=OPEN,
    )  # fmt: skip
    op.add_column("complaints", sa.Column("attend_by", types.Instant(), nullable=True))
    op.create_index(
        "ix_complaints_unattended", "complaints", ["community_id", "id"],
        postgresql_where=LYING, sqlite_where=LYING,
    )  # fmt: skip


def downgrade() -> None:
    """The way back: who waited is forgotten."""
    op.drop_index("ix_complaints_unattended", table_name="complaints")
    op.drop_column("complaints", "attend_by")
    op.drop_table(TABLE)
