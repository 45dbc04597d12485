"""Inboxes of departments (部门待接, C14): until when a case is to be taken over.

What was transferred before and has no handler waits from now on, and is late at once: it stands on
the lists, and nobody is told twice of what was told when it was transferred.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "complaints_0016"
down_revision = "complaints_0015"
branch_labels = None
depends_on = None

WAITING = sa.text("take_over_by IS NOT NULL")
CASES = sa.table(
    "complaints",
    sa.column("status", sa.String),
    sa.column("department", sa.String),
    sa.column("handler_id", sa.String),
    sa.column("take_over_by", types.Instant),
)


def upgrade() -> None:
    """Add the column, and find by it."""
    op.add_column("complaints", sa.Column("take_over_by", types.Instant(), nullable=True))
    nobodys = (
        CASES.c.status == "handling",
        CASES.c.department.is_not(None),
        CASES.c.handler_id.is_(None),
    )
    op.execute(CASES.update().where(*nobodys).values(take_over_by=datetime.now(UTC)))
    op.create_index(
        "ix_complaints_inbox", "complaints", ["community_id", "department", "id"],
        postgresql_where=WAITING, sqlite_where=WAITING,
    )  # fmt: skip


def downgrade() -> None:
    """The way back: what waits is with its department, as it was."""
    op.drop_index("ix_complaints_inbox", table_name="complaints")
    op.drop_column("complaints", "take_over_by")
