"""Letters and lawyers' papers are kept as they were made (B12)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "billing_0013"
down_revision = "billing_0012"
branch_labels = None
depends_on = None

TABLE = "dunning_papers"


def upgrade() -> None:
    """Add the table, guarded against changes, and the number on the step."""
    op.create_table(
        TABLE,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("household_id", types.Id, nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.Column("content", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dunning_papers"),
        sa.UniqueConstraint("number", name="uq_dunning_papers_number"),
    )
    op.create_index("ix_dunning_papers_household_id", TABLE, ["household_id"])
    op.add_column("dunning_steps", sa.Column("letter_number", sa.String(length=20), nullable=True))
    guard(TABLE)


def guard(table: str) -> None:
    """Refuse changes of a table's rows."""
    if op.get_bind().dialect.name == "postgresql":
        refuse = "EXECUTE FUNCTION refuse_change()"
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW {refuse}"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT {refuse}"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def downgrade() -> None:
    """The way back."""
    op.drop_column("dunning_steps", "letter_number")
    op.drop_index("ix_dunning_papers_household_id", table_name=TABLE)
    op.drop_table(TABLE)
