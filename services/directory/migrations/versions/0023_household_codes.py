"""Codes by which residents come in by themselves."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage import types

revision = "directory_0023"
down_revision = "directory_0022"
branch_labels = None
depends_on = None

TABLE = "household_codes"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        TABLE,
        sa.Column("id", types.Id, nullable=False),
        sa.Column("household_id", types.Id, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("by_member_id", types.Id, nullable=True),
        sa.Column("name", sa.String(length=60), nullable=True),
        sa.Column("relation", sa.String(length=20), nullable=True),
        sa.Column("member_id", types.Id, nullable=True),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.Column("expires_at", types.Instant(), nullable=False),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.Column("community_id", types.Id, server_default=FIRST_COMMUNITY, nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], ondelete="CASCADE",
            name="fk_household_codes_household_id_households",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_household_codes"),
        sa.UniqueConstraint("digest", name="uq_household_codes_digest"),
    )  # fmt: skip
    op.create_index(
        "ix_household_codes_household_id", TABLE, ["community_id", "household_id", "id"]
    )


def downgrade() -> None:
    """The way back: what was printed opens no more."""
    op.drop_index("ix_household_codes_household_id", table_name=TABLE)
    op.drop_table(TABLE)
