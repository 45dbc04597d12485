"""Requests, photos, rounds, offers, quotes, loans, looks and the timeline."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "repairs_0001"
down_revision = None
branch_labels = ("repairs",)
depends_on = None


def upgrade() -> None:
    """Make the tables of repairs."""
    op.create_table(
        "repairs",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("complaint_id", types.Id, nullable=True),
        sa.Column("household_id", types.Id, nullable=True),
        sa.Column("building", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("public_place", sa.String(length=200), nullable=True),
        sa.Column("category", sa.String(length=30), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("preferred_slot", sa.String(length=200), nullable=True),
        sa.Column("first_check", types.Json, nullable=False),
        sa.Column("contact_name", sa.String(length=60), nullable=False),
        sa.Column("contact_phone", sa.String(length=30), nullable=False),
        sa.Column("priority", sa.String(length=20), nullable=False),
        sa.Column("chargeable", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("requested_at", types.Instant(), nullable=False),
        sa.Column("requested_by_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_repairs"),
        sa.UniqueConstraint("complaint_id", name="uq_repairs_complaint_id"),
        sa.UniqueConstraint("number", name="uq_repairs_number"),
    )
    op.create_index("ix_repairs_household_id_id", "repairs", ["household_id", "id"], unique=False)
    op.create_index("ix_repairs_requested_by_id", "repairs", ["requested_by_id"], unique=False)
    op.create_index("ix_repairs_status_id", "repairs", ["status", "id"], unique=False)
    op.create_table(
        "loans",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("repair_id", types.Id, nullable=False),
        sa.Column("item", sa.String(length=200), nullable=False),
        sa.Column("lent_item", sa.String(length=200), nullable=True),
        sa.Column("consent_signature", sa.String(length=200), nullable=False),
        sa.Column("taken_at", types.Instant(), nullable=False),
        sa.Column("taken_by", sa.String(length=120), nullable=False),
        sa.Column("returned_at", types.Instant(), nullable=True),
        sa.Column("receipt_signature", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["repair_id"], ["repairs.id"], name="fk_loans_repair_id_repairs"),
        sa.PrimaryKeyConstraint("id", name="pk_loans"),
    )
    op.create_index("ix_loans_repair_id", "loans", ["repair_id"], unique=False)
    op.create_index("ix_loans_returned_at", "loans", ["returned_at"], unique=False)
    op.create_table(
        "looks",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_id", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("repair_id", types.Id, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["repair_id"], ["repairs.id"], name="fk_looks_repair_id_repairs"),
        sa.PrimaryKeyConstraint("id", name="pk_looks"),
    )
    op.create_index("ix_looks_by_id", "looks", ["by_id"], unique=False)
    op.create_index("ix_looks_repair_id", "looks", ["repair_id"], unique=False)
    op.create_table(
        "photos",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("repair_id", types.Id, nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("taken_by_id", sa.String(length=80), nullable=False),
        sa.Column("taken_by_name", sa.String(length=120), nullable=False),
        sa.Column("filed_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["repair_id"], ["repairs.id"], name="fk_photos_repair_id_repairs"),
        sa.PrimaryKeyConstraint("id", name="pk_photos"),
    )
    op.create_index("ix_photos_repair_id", "photos", ["repair_id"], unique=False)
    op.create_table(
        "quotes",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("repair_id", types.Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("amount", types.Yuan(), nullable=False),
        sa.Column("lines", types.Json, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("offered_at", types.Instant(), nullable=False),
        sa.Column("offered_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", types.Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("means", sa.String(length=20), nullable=True),
        sa.Column("signature_note", sa.String(length=500), nullable=True),
        sa.Column("charged_at", types.Instant(), nullable=True),
        sa.Column("paid_at", types.Instant(), nullable=True),
        sa.Column("billing_said_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["repair_id"], ["repairs.id"], name="fk_quotes_repair_id_repairs"),
        sa.PrimaryKeyConstraint("id", name="pk_quotes"),
        sa.UniqueConstraint("repair_id", "position", name="uq_quotes_repair_id_position"),
    )
    op.create_index("ix_quotes_status", "quotes", ["status"], unique=False)
    op.create_table(
        "rounds",
        sa.Column("repair_id", types.Id, nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("work_order_number", sa.String(length=20), nullable=True),
        sa.Column("engineer_id", types.Id, nullable=True),
        sa.Column("engineer_name", sa.String(length=120), nullable=True),
        sa.Column("clock_started_at", types.Instant(), nullable=False),
        sa.Column("limit_minutes", sa.Integer(), nullable=False),
        sa.Column("carried_minutes", sa.Integer(), nullable=False),
        sa.Column("around_the_clock", sa.Boolean(), nullable=False),
        sa.Column("respond_by", types.Instant(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("set_out_at", types.Instant(), nullable=True),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.Column("arrived_at", types.Instant(), nullable=True),
        sa.Column("completed_at", types.Instant(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("follow_up_from", types.Instant(), nullable=True),
        sa.Column("follow_up_by", types.Instant(), nullable=True),
        sa.Column("followed_up_at", types.Instant(), nullable=True),
        sa.Column("followed_up_by_id", sa.String(length=80), nullable=True),
        sa.Column("followed_up_by", sa.String(length=120), nullable=True),
        sa.Column("follow_up_timing", sa.String(length=20), nullable=True),
        sa.Column("follow_up_result", sa.String(length=20), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("badge_worn", sa.Boolean(), nullable=True),
        sa.Column("gifts_taken", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["repair_id"], ["repairs.id"], name="fk_rounds_repair_id_repairs"),
        sa.PrimaryKeyConstraint("repair_id", "no", name="pk_rounds"),
        sa.UniqueConstraint("work_order_number", name="uq_rounds_work_order_number"),
    )
    op.create_index("ix_rounds_completed_at", "rounds", ["completed_at"], unique=False)
    op.create_index("ix_rounds_engineer_id", "rounds", ["engineer_id"], unique=False)
    op.create_index("ix_rounds_respond_by", "rounds", ["respond_by"], unique=False)
    op.create_table(
        "timeline",
        sa.Column("id", types.BigSerial, autoincrement=True, nullable=False),
        sa.Column("repair_id", types.Id, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("actor_id", sa.String(length=80), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("detail", types.Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["repair_id"], ["repairs.id"], name="fk_timeline_repair_id_repairs"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_timeline"),
    )
    op.create_index("ix_timeline_repair_id", "timeline", ["repair_id"], unique=False)
    op.create_table(
        "attempts",
        sa.Column("id", types.BigSerial, autoincrement=True, nullable=False),
        sa.Column("repair_id", types.Id, nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_id", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["repair_id", "round_no"],
            ["rounds.repair_id", "rounds.no"],
            name="fk_attempts_repair_id_round_no_rounds",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index(
        "ix_attempts_repair_id_round_no", "attempts", ["repair_id", "round_no"], unique=False
    )
    op.create_table(
        "offers",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("repair_id", types.Id, nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("engineer_id", types.Id, nullable=False),
        sa.Column("engineer_name", sa.String(length=120), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("offered_at", types.Instant(), nullable=False),
        sa.Column("answer_by", types.Instant(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("decided_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["repair_id", "round_no"],
            ["rounds.repair_id", "rounds.no"],
            name="fk_offers_repair_id_round_no_rounds",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_offers"),
        sa.UniqueConstraint("repair_id", "position", name="uq_offers_repair_id_position"),
    )


def downgrade() -> None:
    """Drop the tables of repairs."""
    op.drop_table("offers")
    op.drop_table("attempts")
    op.drop_table("timeline")
    op.drop_table("rounds")
    op.drop_table("quotes")
    op.drop_table("photos")
    op.drop_table("looks")
    op.drop_table("loans")
    op.drop_table("repairs")
