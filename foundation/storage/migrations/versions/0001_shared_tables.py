"""The tables that every database has."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "foundation_0001"
down_revision = None
branch_labels = ("foundation",)
depends_on = None


def upgrade() -> None:
    """The tables that every database has."""
    op.create_table(
        "audit",
        sa.Column("id", types.BigSerial, autoincrement=True, nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("actor_id", sa.String(length=80), nullable=False),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("operation", sa.String(length=120), nullable=False),
        sa.Column("request_id", sa.String(length=80), nullable=False),
        sa.Column("subject_kind", sa.String(length=60), nullable=True),
        sa.Column("subject_id", sa.String(length=80), nullable=True),
        sa.Column("changes", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_audit")),
    )
    op.create_index(("ix_audit_actor_id"), "audit", ["actor_id"], unique=False)
    op.create_index(("ix_audit_at"), "audit", ["at"], unique=False)
    op.create_index("ix_audit_subject", "audit", ["subject_id", "at"], unique=False)
    op.create_table(
        "dead_letters",
        sa.Column("id", types.BigSerial, autoincrement=True, nullable=False),
        sa.Column("subscriber", sa.String(length=160), nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("envelope", types.Json, nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_failed_at", types.Instant(), nullable=False),
        sa.Column("died_at", types.Instant(), nullable=False),
        sa.Column("replayed_at", types.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=("pk_dead_letters")),
        sa.UniqueConstraint("subscriber", "event_id", name=("uq_dead_letters_subscriber_event_id")),
    )
    op.create_table(
        "deadlines",
        sa.Column("id", types.BigSerial, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.String(length=80), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("due_at", types.Instant(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("data", types.Json, nullable=False),
        sa.Column("worked_at", types.Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("retry_at", types.Instant(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=("pk_deadlines")),
        sa.UniqueConstraint(
            "kind", "subject_id", "step", name=("uq_deadlines_kind_subject_id_step")
        ),
    )
    op.create_index("ix_deadlines_subject", "deadlines", ["subject_id"], unique=False)
    op.create_index(
        "ix_deadlines_waiting",
        "deadlines",
        ["due_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "demo_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offset_seconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_demo_clock")),
    )
    op.create_table(
        "duty_replica",
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("duty", sa.String(length=30), nullable=False),
        sa.Column("starts_at", types.Instant(), nullable=False),
        sa.Column("ends_at", types.Instant(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("shift_id", name=("pk_duty_replica")),
    )
    op.create_index(
        "ix_duty_replica_duty_times", "duty_replica", ["duty", "starts_at", "ends_at"], unique=False
    )
    op.create_table(
        "household_replica",
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("building", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("unit_type", sa.String(length=20), nullable=False),
        sa.Column("area_m2", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("owner_name", sa.String(length=120), nullable=False),
        sa.Column("billing_from", sa.Date(), nullable=True),
        sa.Column("vacant", sa.Boolean(), nullable=False),
        sa.Column("two_person_visit", sa.Boolean(), nullable=False),
        sa.Column("members", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("household_id", name=("pk_household_replica")),
    )
    op.create_index(
        ("ix_household_replica_building"), "household_replica", ["building"], unique=False
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("actor_id", sa.String(length=80), nullable=False),
        sa.Column("operation", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("answer", types.Json, nullable=True),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("actor_id", "operation", "key", name=("pk_idempotency_keys")),
    )
    op.create_table(
        "inbox",
        sa.Column("subscriber", sa.String(length=160), nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("handled_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("subscriber", "event_id", name=("pk_inbox")),
    )
    op.create_index(("ix_inbox_handled_at"), "inbox", ["handled_at"], unique=False)
    op.create_table(
        "number_series",
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=("pk_number_series")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", types.BigSerial, autoincrement=True, nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("aggregate_id", sa.String(length=80), nullable=False),
        sa.Column("occurred_at", types.Instant(), nullable=False),
        sa.Column("request_id", sa.String(length=80), nullable=False),
        sa.Column("actor", types.Json, nullable=False),
        sa.Column("data", types.Json, nullable=False),
        sa.Column("sent_at", types.Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_outbox")),
        sa.UniqueConstraint("event_id", name=("uq_outbox_event_id")),
    )
    op.create_index("ix_outbox_sent_at", "outbox", ["sent_at"], unique=False)
    op.create_index(
        "ix_outbox_unsent",
        "outbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("sent_at IS NULL"),
        postgresql_where=sa.text("sent_at IS NULL"),
    )
    op.create_table(
        "person_replica",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("roles", types.Json, nullable=False),
        sa.Column("buildings", types.Json, nullable=False),
        sa.Column("skills", types.Json, nullable=False),
        sa.Column("household_ids", types.Json, nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=("pk_person_replica")),
    )
    op.create_table(
        "policies",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("value", types.Json, nullable=False),
        sa.Column("changed_at", types.Instant(), nullable=False),
        sa.Column("changed_by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("name", name=("pk_policies")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("policies")
    op.drop_table("person_replica")
    op.drop_index(
        "ix_outbox_unsent",
        table_name="outbox",
        sqlite_where=sa.text("sent_at IS NULL"),
        postgresql_where=sa.text("sent_at IS NULL"),
    )
    op.drop_index("ix_outbox_sent_at", table_name="outbox")
    op.drop_table("outbox")
    op.drop_table("number_series")
    op.drop_index(("ix_inbox_handled_at"), table_name="inbox")
    op.drop_table("inbox")
    op.drop_table("idempotency_keys")
    op.drop_index(("ix_household_replica_building"), table_name="household_replica")
    op.drop_table("household_replica")
    op.drop_index("ix_duty_replica_duty_times", table_name="duty_replica")
    op.drop_table("duty_replica")
    op.drop_table("demo_clock")
    op.drop_index(
        "ix_deadlines_waiting",
        table_name="deadlines",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index("ix_deadlines_subject", table_name="deadlines")
    op.drop_table("deadlines")
    op.drop_table("dead_letters")
    op.drop_index("ix_audit_subject", table_name="audit")
    op.drop_index(("ix_audit_at"), table_name="audit")
    op.drop_index(("ix_audit_actor_id"), table_name="audit")
    op.drop_table("audit")
