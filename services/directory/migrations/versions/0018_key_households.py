"""Key households with their regular calls (D04).

Those that were marked by a reason alone are entered by each process that starts, also those that a
process of the release before marks meanwhile.
"""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import Id, Instant

revision = "directory_0018"
down_revision = "directory_0017"
branch_labels = None
depends_on = None

REASON = sa.text("key_reason IS NOT NULL")
HOLDS = sa.text("until IS NULL")


def community() -> sa.Column[str]:
    """Of which community a row is."""
    return sa.Column("community_id", Id, server_default=FIRST_COMMUNITY, nullable=False)


def upgrade() -> None:
    """Make the tables, and find those that have a reason."""
    op.create_index(
        "ix_households_key", "households", ["community_id", "id"],
        sqlite_where=REASON, postgresql_where=REASON,
    )  # fmt: skip
    op.create_table(
        "key_households",
        sa.Column("id", Id, nullable=False),
        sa.Column("household_id", Id, nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(200), nullable=True),
        sa.Column("responsible_id", Id, nullable=True),
        sa.Column("interval_days", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("next_call_on", sa.Date(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_call_at", Instant(), nullable=True),
        sa.Column("last_outcome", sa.String(20), nullable=True),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        community(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_households")),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_key_households_household_id_households"),
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"],
            ["people.id"],
            name=op.f("fk_key_households_responsible_id_people"),
        ),
    )
    op.create_index(op.f("ix_key_households_household_id"), "key_households", ["household_id"])
    op.create_index(op.f("ix_key_households_until"), "key_households", ["until"])
    op.create_index(
        "uq_key_households", "key_households", ["household_id"],
        unique=True, sqlite_where=HOLDS, postgresql_where=HOLDS,
    )  # fmt: skip
    op.create_index(
        "ix_key_households_next", "key_households", ["community_id", "next_call_on"],
        sqlite_where=HOLDS, postgresql_where=HOLDS,
    )  # fmt: skip
    op.create_table(
        "key_calls",
        sa.Column("id", Id, nullable=False),
        sa.Column("key_household_id", Id, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.String(80), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("remark", sa.String(1000), nullable=True),
        sa.Column("needs", sa.String(1000), nullable=True),
        community(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_calls")),
        sa.ForeignKeyConstraint(
            ["key_household_id"],
            ["key_households.id"],
            name=op.f("fk_key_calls_key_household_id_key_households"),
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_key_calls_key_household_id_id", "key_calls", ["key_household_id", "id"])


def downgrade() -> None:
    """The way back."""
    op.drop_table("key_calls")
    op.drop_table("key_households")
    op.drop_index("ix_households_key", "households")
