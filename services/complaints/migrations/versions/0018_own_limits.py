"""Limits that cases came with, and when they first had an answer (C12)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Instant

revision = "complaints_0018"
down_revision = "complaints_0017"
branch_labels = None
depends_on = None

LATE = sa.text("first_answer_by IS NOT NULL AND first_answered_at IS NULL")
ANSWERED = "UPDATE complaints SET first_answered_at = answered_at WHERE answered_at IS NOT NULL"


def upgrade() -> None:
    """Cases that are there came without; nobody is asked for a first answer of theirs."""
    for name in ("own_due_at", "first_answer_by", "first_answered_at"):
        op.add_column("complaints", sa.Column(name, Instant))
    op.execute(ANSWERED)
    op.create_index(
        "ix_complaints_first_answer",
        "complaints",
        ["community_id", "first_answer_by"],
        sqlite_where=LATE,
        postgresql_where=LATE,
    )


def downgrade() -> None:
    """The way back; cases go by the limits of the policy alone."""
    op.drop_index("ix_complaints_first_answer", "complaints")
    for name in ("first_answered_at", "first_answer_by", "own_due_at"):
        op.drop_column("complaints", name)
