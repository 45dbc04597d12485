"""Tables that every service's database has, beside its own."""

from sqlalchemy import (
    BigInteger,
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
    false,
)

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.placed import owned, placed
from foundation.storage.resident_visibility import SHOWN, Shown
from foundation.storage.types import NAMING, BigSerial, Id, Instant, Json
from foundation.storage.words import Tokens

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
"""Events, written in the transaction of what they report; the relay publishes them.

They leave in the order of `id`, of one `aggregate_id` (the case, the bill … that it happened to)
one after another. `source` is the service that publishes it; with `type` and `version` it names the
schema of `data`. Subscribers know it by its `event_id`. It happened at `occurred_at`, in the
community `community_id` (null: it is about people, or the whole company), by `actor`
(`{"id", "name"}`) on the request `request_id`. `sent_at`, by the machine's clock, is null until the
broker has it for good or, embedded, its handlers are done; `attempts` counts how often it was sent.
"""
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
"""Events whose effect is in this database: `event_id` as the outbox of its service has it,
processed by `subscriber` (`service.method`) at `handled_at`, by the machine's clock."""

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
"""Events that a subscriber could not work, kept until somebody replays them.

`envelope` is the event `event_id` whole, as it came to `subscriber` (`service.method`), where it
was tried `attempts` times, from `first_failed_at` until it was given up at `died_at`; `error` is
the last failure with the end of its traceback. `replayed_at` is null while it waits.
"""

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
    Column("chain", String(50)),
    Column("position", BigInteger),
    Column("hash", String(64)),
    Column("seals", Json),
)
"""One row per writing transaction: who, what, before, after, request.

`actor_id` and `actor_name` are who did it, `operation` what the unit was opened for, such as
`complaints.lodge` or `deadline:tier`, `request_id` the request that it was part of. It is about
`subject_id`, a `subject_kind` (null where nothing in particular is named), in the community
`community_id` (null: in none). `changes` are the rows, `[{"entity", "id", "before", "after"}, …]`.

It stands in the chain `chain` at `position`, counted from 1; `hash` is the hexadecimal SHA-256 of
the hash before it and of what the row says. `seals` has `[salt, digest]` of `actor_name` and of
each change; the salt is null once that was erased (`foundation.storage.audit_chain`). All four are
null in what a release without chains has written, until the night.
"""
Index("ix_audit_subject", audit.c.subject_id, audit.c.at)
Index("ix_audit_chain", audit.c.chain, audit.c.position, unique=True)

audit_heads = Table(
    "audit_heads",
    metadata,
    Column("chain", String(50), primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("removed_position", BigInteger, nullable=False, default=0, server_default="0"),
    Column("removed_hash", String(64)),
    Column("removed_at", Instant),
)
"""The ends of the chains of the audit trail: of a community by its id, of what is done in none, and
of what was written before there were chains.

The last row of `chain` is at `position` and has the hash `hash`. What was kept long enough is gone
up to `removed_position` (0: nothing), whose hash was `removed_hash`, since `removed_at` (both null:
nothing is gone).
"""

audit_adoption = Table(
    "audit_adoption",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("until", Instant, nullable=False),
)
"""One row: what was written without a chain before `until` is chained during the night."""

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("actor_id", String(80), primary_key=True),
    Column("operation", String(120), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Json),
    Column("made_at", Instant, nullable=False, index=True),
    Column("community_id", Id),
)
"""First answers by idempotency key (B10), which only its owner can read: see `storage.idempotency`.

`actor_id` has sent `key`, of which a digest is kept, with a call of `operation` at `made_at`.
`fingerprint` is a digest of what was sent with it, made with the key; `answer` the answer sealed
with it, null while the call is under way. `community_id` is where it was answered; null where that
was in none, or by the release before.
"""

number_series = Table(
    "number_series",
    metadata,
    Column("series", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)
"""The `last` number drawn per `series` (`TS`, `SJ` …) and local `year`; drawn in the transaction
that uses it."""

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
"""What is due when, each row processed once.

`kind` names the handler, `subject_id` what it is about, `step` which of several of that kind; empty
where there is but one. It is due at `due_at` in the community `community_id` (null: for all), with
`data` for the handler. `state` is waiting, done or cancelled; `worked_at` when it was done. Where
the handler failed, `attempts` says how often, `error` why the last time, and `retry_at` from when
on it is tried again.
"""
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
"""Policy values that differ from the defaults in the code, for the whole company: the one named
`name` is `value` since `changed_at`, by the person `changed_by`."""

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

policy_changes = Table(
    "policy_changes",
    metadata,
    Column("id", BigSerial, primary_key=True, autoincrement=True),
    Column("name", String(80), nullable=False),
    Column("community_id", Id),
    Column("value", Json, nullable=False),
    Column("before", Json, nullable=False),
    Column("holds_from", Instant, nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", String(500)),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(80), nullable=False),
    Column("changed_by_name", String(120), nullable=False),
    Column("withdrawn_at", Instant),
    Column("withdrawn_by", String(80)),
    Column("withdrawn_by_name", String(120)),
)
"""The history of policies, kept for good (P05): what was set, by whom, from when on.

The value named `name` of the company or, with `community_id`, of a community's own is `value` from
`holds_from` on; JSON null takes it back to what holds without it. `before` is what was in force
until then (JSON null: nobody knows). `state` is holds (it holds or did), planned or withdrawn.
`changed_at`, `changed_by`, `changed_by_name` and `reason` (null: none was given) tell who set it
when and why; `withdrawn_at`, `withdrawn_by`, `withdrawn_by_name` who took it back before it held
(null: nobody).
"""
Index("ix_policy_changes_name", policy_changes.c.name, policy_changes.c.id)
Index(
    "ix_policy_changes_planned",
    policy_changes.c.holds_from,
    sqlite_where=policy_changes.c.state == "planned",
    postgresql_where=policy_changes.c.state == "planned",
)

demo_clock = Table(
    "demo_clock",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("offset_seconds", Integer, nullable=False),
    Column("stands_at", Instant),
)
"""How far the demo clock is ahead of the machine's (`offset_seconds`), and where it stands while it
is being moved (`stands_at`; null: it runs); one row, in demo mode only."""

household_replica = Table(
    "household_replica",
    metadata,
    Column("household_id", Id, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("building", String(40), nullable=False),
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
    Column("building_id", Id),
    placed(),
    info={SHOWN: Shown(side=None)},
)
"""What a service knows of the directory's households (住户档案), fed by events.

`household_id` and all that follows is as its last event has told it, up to `version`; see
`HouseholdChanged` and the directory's own table. `building` and `unit` are its labels,
`building_id` is the building's row there (null: not told), `floor` is counted from the ground,
`unit_type` is a `UnitType`, `area_m2` the building area in m². `owner_name` is the first owner,
`owner_since` from when on the present owners owe what is billed (null: all of it, B19),
`billing_from` the first day that is billed (null: no first day), `vacant` whether nobody lives
there, `two_person_visit` whether stewards call in twos only. `members` are those of now, each with
`id`, `side`, `sees_from`, `person_id`, `name`, `relation`, `phone`, `email`.
"""
Index(
    "ix_household_replica_building", household_replica.c.community_id, household_replica.c.building
)

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
    Column("grants", Json),
    Column("serves", Json),
)
"""What a service knows of staff and residents, fed by events.

`person_id` is the directory's, what follows as its last event has told it, up to `version`. `roles`
are those held anywhere, `buildings` the labels of those that a steward serves anywhere; `grants`
says in which community each role is held, `serves` in which each building is (null: not told, then
all are of the first). `skills` is what an engineer can do, `department` the functional department
(职能部门) they work in (null: in none, or not told), `household_ids` the households that a resident
belongs to. `name`, `phone` and `email` are to reach them by (null: not at all). `active`: whether
they are with us still; `login`: whether they can log in; null where it was never told.
"""

words = Table(
    "words",
    metadata,
    Column("no", BigSerial, primary_key=True),
    Column("row_id", String(80), nullable=False, unique=True),
    Column("paper_id", Id, nullable=False),
    Column("words", Tokens(), nullable=False),
    placed(),
)
"""What people said in papers, for full-text search (P07). `no` counts the rows; `row_id` is the key
of the row whose texts they are, `paper_id` the paper that it belongs to; `words` are the tokens of
the texts and one of the community, by a GIN index on PostgreSQL and by `words_fts` on SQLite."""
Index("ix_words_paper_id", words.c.paper_id)
Index("ix_words_here", words.c.community_id, words.c.paper_id)
Index("ix_words_words", words.c.words, postgresql_using="gin").ddl_if(dialect="postgresql")

community_replica = Table(
    "community_replica",
    metadata,
    Column("community_id", Id, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", String(60), nullable=False),
    Column("code", String(10), nullable=False),
    Column("name_en", String(60), nullable=False, default="", server_default=""),
    Column("address", String(100), nullable=False, default="", server_default=""),
    Column("service_phone", String(60), nullable=False, default="", server_default=""),
    Column("hours", String(60), nullable=False, default="", server_default=""),
    Column("closed", Boolean, nullable=False, default=False, server_default=false()),
)
"""What a service knows of the communities (项目/小区), fed by events; the first is there from the
beginning. `name` (in English `name_en`) is what people call it, `code` stands in the numbers of its
papers; all of the first are empty until it is given some. Residents are told to call
`service_phone`, at the `hours` at which the desk is open (`08:00–20:00`), and find it at `address`;
empty: as the company has them. One that is `closed` takes nothing new. Every service knows all of
them: the row says which there are."""

company_replica = Table(
    "company_replica",
    metadata,
    Column("company_id", Id, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", String(60), nullable=False, default="", server_default=""),
    Column("name_en", String(100), nullable=False, default="", server_default=""),
    Column("credit_code", String(18), nullable=False, default="", server_default=""),
    Column("address", String(100), nullable=False, default="", server_default=""),
    Column("phone", String(60), nullable=False, default="", server_default=""),
    Column("bank_account", String(120), nullable=False, default="", server_default=""),
)
"""What a service knows of the company (物业公司), fed by events; one row, whose id is `company_id`,
which is there from the beginning and empty until somebody fills it in. At `address` it has its
seat. `name` in full, as it stands on the seal, in English
`name_en`; `credit_code` is its 统一社会信用代码; `phone` whom to call where a community has no
telephone of its own; `bank_account` name, bank and number of the account for transfers."""

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
"""The duty roster (值班表), fed by events: in the shift `shift_id`, `person_id` is on `duty` (a
`Duty`) from `starts_at` up to, not including, `ends_at`, unless it is `cancelled`."""
Index(
    "ix_duty_replica_duty_times",
    duty_replica.c.duty,
    duty_replica.c.starts_at,
    duty_replica.c.ends_at,
)
