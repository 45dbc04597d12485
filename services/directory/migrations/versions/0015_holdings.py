"""Vehicles, keys and cards, pets and notes on a household (D06).

The community's default stays, as that of all tables does.
"""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import Id, Instant

revision = "directory_0015"
down_revision = "directory_0014"
branch_labels = None
depends_on = None

TABLES = ("household_notes", "pets", "access_cards", "vehicles")


def community() -> sa.Column[str]:
    """Of which community a row is."""
    return sa.Column("community_id", Id, server_default=FIRST_COMMUNITY, nullable=False)


def holding(name: str, *columns: sa.Column[object]) -> None:
    """A table of what members have, with what all of them have."""
    op.create_table(
        name,
        sa.Column("id", Id, nullable=False),
        sa.Column("household_id", Id, nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("side", Id, nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *columns,
        community(),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f(f"fk_{name}_household_id_households")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f(f"fk_{name}_member_id_members")
        ),
    )
    op.create_index(f"ix_{name}_household_id_id", name, ["household_id", "id"])
    op.create_index(op.f(f"ix_{name}_member_id"), name, ["member_id"])
    op.create_index(op.f(f"ix_{name}_until"), name, ["until"])


def upgrade() -> None:
    """Make the tables."""
    holding(
        "vehicles",
        sa.Column("plate", sa.String(20), nullable=False),
        sa.Column("plate_reversed", sa.String(20), nullable=False),
        sa.Column("plate_kind", sa.String(20), nullable=False),
        sa.Column("colour", sa.String(20), nullable=True),
        sa.Column("parking_space", sa.String(60), nullable=True),
    )
    op.create_index(
        "ix_vehicles_plate_reversed", "vehicles", ["community_id", "plate_reversed"],
        postgresql_ops={"plate_reversed": "text_pattern_ops"},
    )  # fmt: skip
    holding(
        "access_cards",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
    )
    out = sa.text("status = 'out'")
    op.create_index(
        "uq_access_cards_out", "access_cards", ["community_id", "kind", "number"],
        unique=True, sqlite_where=out, postgresql_where=out,
    )  # fmt: skip
    holding(
        "pets",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("breed", sa.String(60), nullable=True),
        sa.Column("registration", sa.String(60), nullable=True),
    )
    op.create_table(
        "household_notes",
        sa.Column("id", Id, nullable=False),
        sa.Column("household_id", Id, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.String(80), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("important", sa.Boolean(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        community(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_notes")),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name=op.f("fk_household_notes_household_id_households"),
        ),
    )
    op.create_index("ix_household_notes_household_id_id", "household_notes", ["household_id", "id"])
    op.create_index(op.f("ix_household_notes_until"), "household_notes", ["until"])


def downgrade() -> None:
    """The way back."""
    for table in TABLES:
        op.drop_table(table)
