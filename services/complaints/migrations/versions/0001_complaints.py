"""Cases, their clock, tiers, answers, return visits, registers and the timeline."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "complaints_0001"
down_revision = None
branch_labels = ("complaints",)
depends_on = None


def upgrade() -> None:
    """Make the tables of complaints."""
    op.create_table(
        "complaints",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("household_id", types.Id, nullable=True),
        sa.Column("building", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("wish", sa.String(length=500), nullable=False),
        sa.Column("contact_name", sa.String(length=60), nullable=False),
        sa.Column("contact_phone", sa.String(length=30), nullable=True),
        sa.Column("lodged_at", types.Instant(), nullable=False),
        sa.Column("lodged_by_id", sa.String(length=80), nullable=False),
        sa.Column("lodged_by_resident", sa.Boolean(), nullable=False),
        sa.Column("restated_text", sa.Text(), nullable=True),
        sa.Column("restated_confirmed", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("gravity", sa.String(length=20), nullable=False),
        sa.Column("urgency", sa.String(length=20), nullable=False),
        sa.Column("validity", sa.String(length=20), nullable=False),
        sa.Column("ground", sa.String(length=500), nullable=True),
        sa.Column("judged_by_id", sa.String(length=80), nullable=True),
        sa.Column("judged_by", sa.String(length=120), nullable=True),
        sa.Column("judged_at", types.Instant(), nullable=True),
        sa.Column("first_responsible_id", sa.String(length=80), nullable=True),
        sa.Column("first_responsible", sa.String(length=120), nullable=True),
        sa.Column("handler_id", sa.String(length=80), nullable=True),
        sa.Column("handler", sa.String(length=120), nullable=True),
        sa.Column("handled_by_id", sa.String(length=80), nullable=True),
        sa.Column("department", sa.String(length=60), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("tier", sa.String(length=20), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("answered_at", types.Instant(), nullable=True),
        sa.Column("closed_at", types.Instant(), nullable=True),
        sa.Column("final", sa.String(length=20), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("failed_visits", sa.Integer(), nullable=False),
        sa.Column("clock_from", types.Instant(), nullable=True),
        sa.Column("limit_class", sa.String(length=20), nullable=False),
        sa.Column("limit_days", sa.Integer(), nullable=False),
        sa.Column("limit_day_kind", sa.String(length=20), nullable=False),
        sa.Column("due_at", types.Instant(), nullable=True),
        sa.Column("due_provisional", sa.Boolean(), nullable=False),
        sa.Column("stopped_at", types.Instant(), nullable=True),
        sa.Column("stop_cause", sa.String(length=20), nullable=True),
        sa.Column("fee_dispute_open", sa.Boolean(), nullable=False),
        sa.Column("repair_category", sa.String(length=20), nullable=True),
        sa.Column("repair_id", types.Id, nullable=True),
        sa.Column("repair_number", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_complaints"),
        sa.UniqueConstraint("number", name="uq_complaints_number"),
    )
    op.create_index("ix_complaints_due_at", "complaints", ["due_at"], unique=False)
    op.create_index(
        "ix_complaints_first_responsible_id_id",
        "complaints",
        ["first_responsible_id", "id"],
        unique=False,
    )
    op.create_index("ix_complaints_handler_id_id", "complaints", ["handler_id", "id"], unique=False)
    op.create_index(
        "ix_complaints_household_id_id", "complaints", ["household_id", "id"], unique=False
    )
    op.create_index("ix_complaints_lodged_at", "complaints", ["lodged_at"], unique=False)
    op.create_index("ix_complaints_lodged_by_id", "complaints", ["lodged_by_id"], unique=False)
    op.create_index("ix_complaints_status_id", "complaints", ["status", "id"], unique=False)
    op.create_index("ix_complaints_tier_id", "complaints", ["tier", "id"], unique=False)
    op.create_index("ix_complaints_validity", "complaints", ["validity"], unique=False)
    op.create_table(
        "answers",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("complaint_id", types.Id, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("by_id", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("consent", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name="fk_answers_complaint_id_complaints"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    op.create_index("ix_answers_complaint_id", "answers", ["complaint_id"], unique=False)
    op.create_table(
        "clock_stops",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("complaint_id", types.Id, nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("stopped_at", types.Instant(), nullable=False),
        sa.Column("resumed_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name="fk_clock_stops_complaint_id_complaints"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_clock_stops"),
    )
    op.create_index("ix_clock_stops_complaint_id", "clock_stops", ["complaint_id"], unique=False)
    op.create_table(
        "escalations",
        sa.Column("complaint_id", types.Id, nullable=False),
        sa.Column("tier", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("due_at", types.Instant(), nullable=False),
        sa.Column("fired_at", types.Instant(), nullable=False),
        sa.Column("acknowledge_by", types.Instant(), nullable=False),
        sa.Column("acknowledged_at", types.Instant(), nullable=True),
        sa.Column("acknowledged_by_id", sa.String(length=80), nullable=True),
        sa.Column("acknowledged_by", sa.String(length=120), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name="fk_escalations_complaint_id_complaints"
        ),
        sa.PrimaryKeyConstraint("complaint_id", "tier", name="pk_escalations"),
    )
    op.create_table(
        "incoming_documents",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("complaint_id", types.Id, nullable=False),
        sa.Column("complaint_number", sa.String(length=20), nullable=False),
        sa.Column("sender", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("received_at", types.Instant(), nullable=False),
        sa.Column("shown_to_id", sa.String(length=80), nullable=True),
        sa.Column("shown_to", sa.String(length=120), nullable=True),
        sa.Column("shown_at", types.Instant(), nullable=True),
        sa.Column("replied_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaints.id"],
            name="fk_incoming_documents_complaint_id_complaints",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_incoming_documents"),
        sa.UniqueConstraint("complaint_id", name="uq_incoming_documents_complaint_id"),
        sa.UniqueConstraint("number", name="uq_incoming_documents_number"),
    )
    op.create_index(
        "ix_incoming_documents_shown_at", "incoming_documents", ["shown_at"], unique=False
    )
    op.create_table(
        "platform_messages",
        sa.Column("message_number", sa.String(length=40), nullable=False),
        sa.Column("complaint_id", types.Id, nullable=False),
        sa.Column("user", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("written_at", types.Instant(), nullable=False),
        sa.Column("imported_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name="fk_platform_messages_complaint_id_complaints"
        ),
        sa.PrimaryKeyConstraint("message_number", name="pk_platform_messages"),
        sa.UniqueConstraint("complaint_id", name="uq_platform_messages_complaint_id"),
    )
    op.create_table(
        "return_visits",
        sa.Column("id", types.BigSerial, autoincrement=True, nullable=False),
        sa.Column("complaint_id", types.Id, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by_id", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("party", sa.String(length=20), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("remark", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name="fk_return_visits_complaint_id_complaints"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_return_visits"),
    )
    op.create_index(
        "ix_return_visits_complaint_id", "return_visits", ["complaint_id"], unique=False
    )
    op.create_table(
        "timeline",
        sa.Column("id", types.BigSerial, autoincrement=True, nullable=False),
        sa.Column("complaint_id", types.Id, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("actor_id", sa.String(length=80), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("tier", sa.String(length=20), nullable=True),
        sa.Column("changes", types.Json, nullable=False),
        sa.Column("detail", types.Json, nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name="fk_timeline_complaint_id_complaints"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_timeline"),
    )
    op.create_index("ix_timeline_complaint_id", "timeline", ["complaint_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_timeline_complaint_id", table_name="timeline")
    op.drop_table("timeline")
    op.drop_index("ix_return_visits_complaint_id", table_name="return_visits")
    op.drop_table("return_visits")
    op.drop_table("platform_messages")
    op.drop_index("ix_incoming_documents_shown_at", table_name="incoming_documents")
    op.drop_table("incoming_documents")
    op.drop_table("escalations")
    op.drop_index("ix_clock_stops_complaint_id", table_name="clock_stops")
    op.drop_table("clock_stops")
    op.drop_index("ix_answers_complaint_id", table_name="answers")
    op.drop_table("answers")
    op.drop_index("ix_complaints_validity", table_name="complaints")
    op.drop_index("ix_complaints_tier_id", table_name="complaints")
    op.drop_index("ix_complaints_status_id", table_name="complaints")
    op.drop_index("ix_complaints_lodged_by_id", table_name="complaints")
    op.drop_index("ix_complaints_lodged_at", table_name="complaints")
    op.drop_index("ix_complaints_household_id_id", table_name="complaints")
    op.drop_index("ix_complaints_handler_id_id", table_name="complaints")
    op.drop_index("ix_complaints_first_responsible_id_id", table_name="complaints")
    op.drop_index("ix_complaints_due_at", table_name="complaints")
    op.drop_table("complaints")
