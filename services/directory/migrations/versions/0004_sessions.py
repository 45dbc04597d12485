"""Logins that can be listed and ended."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "directory_0004"
down_revision = "directory_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; who is logged in logs in once more."""
    op.create_table(
        "sessions",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("user_agent", sa.String(length=200), nullable=False),
        sa.Column("opened_at", types.Instant(), nullable=False),
        sa.Column("seen_at", types.Instant(), nullable=False),
        sa.Column("expires_at", types.Instant(), nullable=False),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.Column("ended_by", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_sessions_person_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id", "id"])


def downgrade() -> None:
    """The way back."""
    op.drop_index("ix_sessions_person_id", table_name="sessions")
    op.drop_table("sessions")
