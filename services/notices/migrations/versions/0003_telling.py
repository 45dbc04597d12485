"""What a message is about, how often it was told, until when it was true, and what is urgent."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "notices_0003"
down_revision = "notices_0002"
branch_labels = None
depends_on = None

COLUMNS: tuple[tuple[str, sa.types.TypeEngine[Any] | type, dict[str, Any]], ...] = (
    ("urgent", sa.Boolean(), {"nullable": False, "server_default": sa.false()}),
    ("subject_kind", sa.String(length=20), {}),
    ("subject_id", sa.String(length=64), {}),
    ("place_id", sa.String(length=36), {}),
    ("times", sa.Integer(), {"nullable": False, "server_default": "1"}),
    ("facts", types.Json, {"nullable": False, "server_default": "{}"}),
    ("settled_at", types.Instant(), {}),
    ("settled_zh", sa.String(length=200), {}),
    ("settled_en", sa.String(length=200), {}),
)
INDEXES = (
    ("ix_messages_subject_id", ["subject_id", "purpose"]),
    ("ix_messages_place_id", ["place_id"]),
)


def upgrade() -> None:
    """Add the columns; messages of before keep their place, and copies of notices lead to them."""
    with op.batch_alter_table("notices") as table:
        table.add_column(
            sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("messages") as table:
        for name, kind, more in COLUMNS:
            table.add_column(sa.Column(name, kind, **more))
    op.execute("UPDATE messages SET place_id = id")
    op.execute(
        "UPDATE messages SET subject_kind = 'notice', subject_id = notice_id"
        " WHERE notice_id IS NOT NULL"
    )
    for name, columns in INDEXES:
        op.create_index(name, "messages", columns)
    op.create_table(
        "settlements",
        sa.Column("subject_id", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("settled_at", types.Instant(), nullable=True),
        sa.Column("settled_zh", sa.String(length=200), nullable=True),
        sa.Column("settled_en", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("subject_id", "purpose", name="pk_settlements"),
    )


def downgrade() -> None:
    """The way back."""
    op.drop_table("settlements")
    for name, _columns in INDEXES:
        op.drop_index(name, table_name="messages")
    with op.batch_alter_table("messages") as table:
        for name, _kind, _more in reversed(COLUMNS):
            table.drop_column(name)
    with op.batch_alter_table("notices") as table:
        table.drop_column("urgent")
