"""Tables that every service's database has, beside its own."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.placed import owned, placed
from foundation.storage.types import NAMING, BigSerial, Id, Instant, Json

metadata = MetaData(naming_convention=NAMING)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigSerial, primary_key=True, autoincrement=True),
    Column("event_id", Id, nullable=False, unique=True),
    Column("source", String(40), nullable=False),
    Column("type", String(80), nullable=False),
    Column("version", Integer, nullable=False),
    Column("aggregate_id", String(80), nullable=False),
    Column("occurred_at", Instant, nullable=False),
    Column("request_id", String(80), nullable=False),
    Column("actor", Json, nullable=False),
    Column("data", Json, nullable=False),
    Column("sent_at", Instant),
    Column("attempts", Integer, nullable=False, default=0, server_default="0"),
    Column("community_id", Id, server_default=FIRST_COMMUNITY),
)
"""Events, written in the transaction of what they tell; the relay publishes them."""
Index(
    "ix_outbox_unsent",
    outbox.c.id,
    sqlite_where=outbox.c.sent_at.is_(None),
    postgresql_where=outbox.c.sent_at.is_(None),
)

inbox = Table(
    "inbox",
    metadata,
    Column("subscriber", String(160), primary_key=True),
    Column("event_id", Id, primary_key=True),
    Column("handled_at", Instant, nullable=False, index=True),
)
"""Events whose effect is in this database, per subscriber."""

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("id", BigSerial, primary_key=True, autoincrement=True),
    Column("subscriber", String(160), nullable=False),
    Column("event_id", Id, nullable=False),
    Column("envelope", Json, nullable=False),
    Column("error", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_failed_at", Instant, nullable=False),
    Column("died_at", Instant, nullable=False),
    Column("replayed_at", Instant),
    UniqueConstraint("subscriber", "event_id"),
)
"""Events that a subscriber could not work, kept until somebody replays them."""

audit = Table(
    "audit",
    metadata,
    Column("id", BigSerial, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False, index=True),
    Column("actor_id", String(80), nullable=False, index=True),
    Column("actor_name", String(120), nullable=False),
    Column("operation", String(120), nullable=False),
    Column("request_id", String(80), nullable=False),
    Column("subject_kind", String(60)),
    Column("subject_id", String(80)),
    Column("changes", Json, nullable=False),
    Column("community_id", Id, server_default=FIRST_COMMUNITY),
)
"""One row per writing transaction: who, what, before, after, request."""
Index("ix_audit_subject", audit.c.subject_id, audit.c.at)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("actor_id", String(80), primary_key=True),
    Column("operation", String(120), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Json),
    Column("made_at", Instant, nullable=False, index=True),
)
"""First answers by idempotency key (B10), which only its owner can read: see `storage.once`."""

number_series = Table(
    "number_series",
    metadata,
    Column("series", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)
"""Last number drawn per series and year; drawn in the transaction that uses it."""

deadlines = Table(
    "deadlines",
    metadata,
    Column("id", BigSerial, primary_key=True, autoincrement=True),
    Column("kind", String(60), nullable=False),
    Column("subject_id", String(80), nullable=False),
    Column("step", String(60), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("state", String(12), nullable=False),
    Column("data", Json, nullable=False),
    Column("worked_at", Instant),
    Column("attempts", Integer, nullable=False, default=0, server_default="0"),
    Column("retry_at", Instant),
    Column("error", Text),
    Column("community_id", Id, server_default=FIRST_COMMUNITY),
    UniqueConstraint("kind", "subject_id", "step"),
)
"""What is due when, and in which community (null: for all). `state` is waiting, done or cancelled;
each row is processed once."""
Index(
    "ix_deadlines_waiting",
    deadlines.c.due_at,
    deadlines.c.id,
    sqlite_where=deadlines.c.state == "waiting",
    postgresql_where=deadlines.c.state == "waiting",
)
Index(
    "ix_deadlines_worked",
    deadlines.c.due_at,
    sqlite_where=deadlines.c.state != "waiting",
    postgresql_where=deadlines.c.state != "waiting",
)
Index("ix_deadlines_subject", deadlines.c.subject_id)

policies = Table(
    "policies",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", Json, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(80), nullable=False),
)
"""Policy values that differ from the defaults in the code, for the whole company."""

community_policies = Table(
    "community_policies",
    metadata,
    Column("community_id", Id, primary_key=True),
    Column("name", String(80), primary_key=True),
    Column("value", Json, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(80), nullable=False),
)
"""Policy values of a community's own, which go before the company's: the one named `name` is
`value` in the community `community_id` since `changed_at`, by the person `changed_by`."""

demo_clock = Table(
    "demo_clock",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("offset_seconds", Integer, nullable=False),
    Column("stands_at", Instant),
)
"""How far the demo clock is ahead of the machine's, and where it stands while it is being moved;
one row, in demo mode only."""

household_replica = Table(
    "household_replica",
    metadata,
    Column("household_id", Id, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("building", String(40), nullable=False, index=True),
    Column("unit", String(40), nullable=False),
    Column("floor", Integer, nullable=False),
    Column("unit_type", String(20), nullable=False),
    Column("area_m2", Numeric(10, 2), nullable=False),
    Column("owner_name", String(120), nullable=False),
    Column("billing_from", Date),
    Column("vacant", Boolean, nullable=False),
    Column("two_person_visit", Boolean, nullable=False),
    Column("members", Json, nullable=False),
    Column("owner_since", Instant),
    placed(),
)
"""What a service knows of the directory's households (住户档案), fed by events."""

person_replica = Table(
    "person_replica",
    metadata,
    Column("person_id", Id, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", String(120), nullable=False),
    Column("roles", Json, nullable=False),
    Column("buildings", Json, nullable=False),
    Column("skills", Json, nullable=False),
    Column("household_ids", Json, nullable=False),
    Column("phone", String(30)),
    Column("email", String(200)),
    Column("active", Boolean, nullable=False),
    Column("login", Boolean),
    Column("department", String(60)),
)
"""What a service knows of staff and residents, fed by events. `login`: whether they can log in;
null where it was never told."""

community_replica = Table(
    "community_replica",
    metadata,
    Column("community_id", Id, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", String(60), nullable=False),
    Column("code", String(10), nullable=False),
)
"""What a service knows of the communities (项目/小区), fed by events; the first is there from the
beginning. `code` stands in the numbers of a community's papers; name and code of the first are
empty until it is given some. Every service knows all of them: the row says which there are."""

duty_replica = Table(
    "duty_replica",
    metadata,
    Column("shift_id", Id, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("person_id", Id, nullable=False),
    Column("duty", String(30), nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    owned(),
)
"""The duty roster (值班表), fed by events."""
Index(
    "ix_duty_replica_duty_times",
    duty_replica.c.duty,
    duty_replica.c.starts_at,
    duty_replica.c.ends_at,
)
