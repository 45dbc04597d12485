"""Households, people, accounts, shifts, and the logs of changes and looks."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "directory_0001"
down_revision = None
branch_labels = ("directory",)
depends_on = None


def upgrade() -> None:
    """Make the tables of the directory."""
    op.create_table(
        "households",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("building", sa.String(length=30), nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("room", sa.String(length=30), nullable=False),
        sa.Column("sort_key", sa.String(length=160), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("unit_type", sa.String(length=20), nullable=False),
        sa.Column("area_m2", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("billing_from", sa.Date(), nullable=True),
        sa.Column("vacant", sa.Boolean(), nullable=False),
        sa.Column("two_person_visit", sa.Boolean(), nullable=False),
        sa.Column("key_reason", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("updated_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_households"),
        sa.UniqueConstraint("building", "unit", name="uq_households_building_unit"),
    )
    op.create_index("ix_households_room", "households", ["room"])
    op.create_index("ix_households_sort_key", "households", ["sort_key"])
    op.create_index("ix_households_unit", "households", ["unit"])
    op.create_table(
        "looks",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_id", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("household_id", types.Id, nullable=True),
        sa.Column("member_id", types.Id, nullable=True),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_looks"),
    )
    op.create_index("ix_looks_by_id", "looks", ["by_id"])
    op.create_index("ix_looks_household_id", "looks", ["household_id"])
    op.create_table(
        "people",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("roles", types.Json, nullable=False),
        sa.Column("department", sa.String(length=60), nullable=True),
        sa.Column("buildings", types.Json, nullable=False),
        sa.Column("skills", types.Json, nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("staff", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_staff", "people", ["staff"])
    op.create_table(
        "accounts",
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("changed_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_accounts_person_id_people"),
        sa.PrimaryKeyConstraint("person_id", name="pk_accounts"),
        sa.UniqueConstraint("username", name="uq_accounts_username"),
    )
    op.create_table(
        "household_changes",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("household_id", types.Id, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_id", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("identity_method", sa.String(length=60), nullable=False),
        sa.Column("identity_by", sa.String(length=60), nullable=False),
        sa.Column("before", types.Json, nullable=False),
        sa.Column("after", types.Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name="fk_household_changes_household_id_households"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_household_changes"),
    )
    op.create_index("ix_household_changes_household_id", "household_changes", ["household_id"])
    op.create_table(
        "members",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("household_id", types.Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", types.Id, nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("phone_reversed", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("id_number", sa.String(length=30), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name="fk_members_household_id_households",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_members_person_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
    )
    op.create_index("ix_members_household_id", "members", ["household_id"])
    op.create_index(
        "ix_members_name", "members", ["name"], postgresql_ops={"name": "text_pattern_ops"}
    )
    op.create_index("ix_members_person_id", "members", ["person_id"])
    op.create_index("ix_members_phone_reversed", "members", ["phone_reversed"])
    op.create_table(
        "shifts",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("duty", sa.String(length=20), nullable=False),
        sa.Column("starts_at", types.Instant(), nullable=False),
        sa.Column("ends_at", types.Instant(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_shifts_person_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_shifts"),
    )
    op.create_index("ix_shifts_person_id", "shifts", ["person_id"])
    op.create_index("ix_shifts_times", "shifts", ["starts_at", "ends_at"])


def downgrade() -> None:
    """Drop the tables of the directory."""
    op.drop_table("shifts")
    op.drop_table("members")
    op.drop_table("household_changes")
    op.drop_table("accounts")
    op.drop_table("people")
    op.drop_table("looks")
    op.drop_table("households")
