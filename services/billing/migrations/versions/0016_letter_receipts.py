"""How letters were delivered is kept as it was recorded (B12)."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "billing_0016"
down_revision = "billing_0015"
branch_labels = None
depends_on = None

TABLE = "letter_receipts"


def upgrade() -> None:
    """Add the table, guarded against changes."""
    op.create_table(
        TABLE,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("paper_id", types.Id, nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("delivered_at", types.Instant(), nullable=False),
        sa.Column("received_by", sa.String(length=60), nullable=True),
        sa.Column("relation", sa.String(length=60), nullable=True),
        sa.Column("item_number", sa.String(length=40), nullable=True),
        sa.Column("brought_by", sa.String(length=120), nullable=False),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.Column("recorded_by_id", sa.String(length=80), nullable=False),
        sa.Column("recorded_by", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["dunning_papers.id"], name="fk_letter_receipts_paper_id_dunning_papers"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letter_receipts"),
    )
    op.create_index("ix_letter_receipts_paper_id", TABLE, ["paper_id"])
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
    op.drop_index("ix_letter_receipts_paper_id", table_name=TABLE)
    op.drop_table(TABLE)
