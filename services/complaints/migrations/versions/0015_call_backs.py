"""Call-backs (约定回电, C04): the calls that were promised."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage import types

revision = "complaints_0015"
down_revision = "complaints_0014"
branch_labels = None
depends_on = None

TABLE = "call_backs"
OPEN = sa.text("made_at IS NULL")
PROMISED = sa.text("call_back_at IS NOT NULL")


def upgrade() -> None:
    """Make the table, and a case's own note of the call that is to be made."""
    op.create_table(
        TABLE,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("complaint_id", types.Id, nullable=False),
        sa.Column("due_at", types.Instant(), nullable=False),
        sa.Column("about", sa.String(length=500), nullable=True),
        sa.Column("promised_at", types.Instant(), nullable=False),
        sa.Column("promised_by_id", sa.String(length=80), nullable=False),
        sa.Column("promised_by", sa.String(length=120), nullable=False),
        sa.Column("made_at", types.Instant(), nullable=True),
        sa.Column("made_by_id", sa.String(length=80), nullable=True),
        sa.Column("made_by", sa.String(length=120), nullable=True),
        sa.Column("result", sa.String(length=20), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.Column("missed_at", types.Instant(), nullable=True),
        sa.Column("community_id", types.Id, nullable=False, server_default=FIRST_COMMUNITY),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=f"fk_{TABLE}_complaint_id_complaints"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
    )
    op.create_index(f"ix_{TABLE}_complaint_id", TABLE, ["complaint_id"])
    op.create_index(f"ix_{TABLE}_here", TABLE, ["community_id", "id"])
    op.create_index(
        f"ix_{TABLE}_one", TABLE, ["complaint_id"],
        unique=True, postgresql_where=OPEN, sqlite_where=OPEN,
    )  # fmt: skip
    op.add_column("complaints", sa.Column("call_back_at", types.Instant(), nullable=True))
    op.create_index(
        "ix_complaints_promised", "complaints", ["community_id", "id"],
        postgresql_where=PROMISED, sqlite_where=PROMISED,
    )  # fmt: skip


def downgrade() -> None:
    """The way back: what was promised is forgotten."""
    op.drop_index("ix_complaints_promised", table_name="complaints")
    op.drop_column("complaints", "call_back_at")
    op.drop_table(TABLE)
