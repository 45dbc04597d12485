"""What is kept under idempotency keys, and old deadlines, are found by their age.

Answers of the release before name whole telephone numbers: those older than a month are forgotten
here, the others when they are a month old.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from foundation.storage.types import Instant, Json

revision = "foundation_0007"
down_revision = "foundation_0006"
branch_labels = None
depends_on = None

WORKED = sa.text("state != 'waiting'")


def upgrade() -> None:
    """Two indexes; old answers go."""
    op.create_index("ix_idempotency_keys_made_at", "idempotency_keys", ["made_at"])
    op.create_index(
        "ix_deadlines_worked",
        "deadlines",
        ["due_at"],
        sqlite_where=WORKED,
        postgresql_where=WORKED,
    )
    keys = sa.table("idempotency_keys", sa.column("made_at", Instant), sa.column("answer", Json))
    old = keys.c.made_at < datetime.now(UTC) - timedelta(days=30)
    op.execute(sa.update(keys).where(old).values(answer={"forgotten": True}))


def downgrade() -> None:
    """The way back; what was forgotten stays so."""
    op.drop_index("ix_deadlines_worked", table_name="deadlines")
    op.drop_index("ix_idempotency_keys_made_at", table_name="idempotency_keys")
