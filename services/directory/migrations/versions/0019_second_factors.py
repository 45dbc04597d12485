"""Second factors with their recovery codes, and until when somebody logs in without one."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "directory_0019"
down_revision = "directory_0018"
branch_labels = None
depends_on = None

FACTORS, CODES = "second_factors", "recovery_codes"


def upgrade() -> None:
    """Make the tables and the column."""
    op.create_table(
        FACTORS,
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("secret", sa.String(length=200), nullable=False),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.Column("confirmed_at", types.Instant(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_second_factors_person_id_people"
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_second_factors"),
    )
    op.create_table(
        CODES,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("used_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_recovery_codes_person_id_people"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_codes"),
    )
    op.create_index("ix_recovery_codes_person_id", CODES, ["person_id"])
    op.add_column("accounts", sa.Column("factor_due_at", types.Instant(), nullable=True))


def downgrade() -> None:
    """The way back: passwords alone do, and what waits for a reset is decided no more."""
    op.execute(sa.text("DELETE FROM role_requests WHERE kind = 'factor'"))
    op.drop_column("accounts", "factor_due_at")
    op.drop_index("ix_recovery_codes_person_id", table_name=CODES)
    op.drop_table(CODES)
    op.drop_table(FACTORS)
