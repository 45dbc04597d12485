"""The looks into the records see each harm: done to them, they fail; undone, they pass again.

A harm is done in a transaction that nobody else sees and that is rolled back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.faults.cluster import Cluster
from tests.faults.load import Load, check
from tests.faults.plan import TIMEOUT
from tests.faults.records import NUMBERED, Records
from tests.support.product import eventually

pytestmark = pytest.mark.timeout(TIMEOUT)

DAY = 24 * 3600
UNGUARDED = "SET LOCAL session_replication_role = replica; "
"""PostgreSQL without foreign keys and triggers, which would prevent much harm."""


@dataclass(frozen=True)
class Harm:
    """What was done to the records of a service, and who must notice."""

    what: str
    look: Callable[[Records], None]
    service: str
    deed: str


def last(table: str, condition: str = "true") -> str:
    """Condition of the last row that fulfils another."""
    return f"id = (SELECT id FROM {table} WHERE {condition} ORDER BY id DESC LIMIT 1)"


def again(table: str, changed: str, condition: str) -> str:
    """Copy a row, except for what must be its own."""
    return (
        f"INSERT INTO {table} SELECT (jsonb_populate_record(it, {changed})).* FROM {table} it"
        f" WHERE {condition} LIMIT 1"
    )


ANOTHER = "jsonb_build_object('id', gen_random_uuid(), 'number', 'ZZ-1', 'key', gen_random_uuid())"
ANOTHER_EVENT = "jsonb_build_object('id', it.id + 1000000, 'event_id', gen_random_uuid())"
SHIFT = "shift_id = (SELECT max(shift_id) FROM duty_replica)"
LODGED = "type = 'complaint_lodged'"
ESCALATED = "type = 'complaint_escalated'"
AUDITED = "operation = 'complaints.lodge'"
CHARGED = (
    "source_reference = (SELECT aggregate_id FROM repairs.outbox"
    " WHERE type = 'repair_charge_due' ORDER BY id DESC LIMIT 1)"
)
NOTIFIED = (
    "purpose = 'complaint_urgent' AND subject_id = (SELECT aggregate_id FROM complaints.outbox"
    " WHERE type = 'complaint_urgent' ORDER BY id DESC LIMIT 1)"
)
HARMS = [
    Harm(
        "a complaint is lost",
        Records.check_whole,
        "complaints",
        f"DELETE FROM complaints WHERE {last('complaints')}",
    ),
    Harm(
        "a complaint is there that nobody was told of",
        Records.check_whole,
        "complaints",
        f"DELETE FROM outbox WHERE {last('outbox', LODGED)}",
    ),
    Harm(
        "a complaint is told of twice",
        Records.check_whole,
        "complaints",
        again("outbox", ANOTHER_EVENT, last("outbox", LODGED)),
    ),
    Harm(
        "a complaint is not audited",
        Records.check_whole,
        "complaints",
        f"DELETE FROM audit WHERE {last('audit', AUDITED)}",
    ),
    Harm(
        "an event died",
        Records.check_letters,
        "billing",
        "INSERT INTO dead_letters (subscriber, event_id, envelope, error, attempts,"
        " first_failed_at, died_at)"
        " VALUES ('x', gen_random_uuid(), '{}', 'x', 1, now(), now())",
    ),
    Harm(
        "nobody was told",
        Records.check_messages,
        "notices",
        f"DELETE FROM messages WHERE {NOTIFIED}",
    ),
    Harm(
        "somebody was told twice",
        Records.check_messages,
        "notices",
        again("messages", ANOTHER, f"{NOTIFIED} AND NOT fallen"),
    ),
    Harm(
        "a message counts an event twice",
        Records.check_messages,
        "notices",
        f"UPDATE messages SET times = times + 1 WHERE {NOTIFIED}",
    ),
    Harm(
        "a message does not count what was told again",
        Records.check_messages,
        "notices",
        f"UPDATE messages SET times = times - 1 WHERE {NOTIFIED}",
    ),
    Harm(
        "a charge is lost",
        Records.check_consequences,
        "billing",
        f"DELETE FROM bills WHERE {CHARGED}",
    ),
    Harm(
        "a repair is charged twice",
        Records.check_consequences,
        "billing",
        "ALTER TABLE bills DROP CONSTRAINT uq_bills_source_reference; "
        + again("bills", ANOTHER, CHARGED),
    ),
    Harm(
        "a repair that was wanted is lost",
        Records.check_consequences,
        "repairs",
        f"DELETE FROM repairs WHERE {last('repairs', 'complaint_id IS NOT NULL')}",
    ),
    Harm(
        "a shift is lost",
        Records.check_whole,
        "directory",
        "DELETE FROM shifts WHERE starts_at = (SELECT max(starts_at) FROM shifts)",
    ),
    Harm(
        "a shift is not known everywhere",
        Records.check_roster,
        "notices",
        f"DELETE FROM duty_replica WHERE {SHIFT}",
    ),
    Harm(
        "a shift is known as it was before",
        Records.check_roster,
        "repairs",
        f"UPDATE duty_replica SET version = version - 1 WHERE {SHIFT}",
    ),
    Harm(
        "a posting is uneven",
        Records.check_books,
        "billing",
        f"UPDATE ledger_entries SET amount = amount + 1 WHERE {last('ledger_entries')}",
    ),
    Harm(
        "a household is billed twice for a month",
        Records.check_books,
        "billing",
        again("bills", ANOTHER, last("bills", "kind = 'period'")),
    ),
    Harm(
        "a tier was told twice",
        Records.check_tiers,
        "complaints",
        again("outbox", ANOTHER_EVENT, last("outbox", ESCALATED)),
    ),
    Harm(
        "a tier fired and was not told",
        Records.check_tiers,
        "complaints",
        f"DELETE FROM outbox WHERE {last('outbox', ESCALATED)}",
    ),
    Harm(
        "an event was not sent",
        lambda records: records.settle(0),
        "billing",
        f"UPDATE outbox SET sent_at = NULL WHERE {last('outbox')}",
    ),
    Harm(
        "an event was not worked",
        lambda records: records.settle(0),
        "notices",
        "DELETE FROM inbox WHERE handled_at = (SELECT max(handled_at) FROM inbox)",
    ),
    *(
        Harm(
            f"{table} lack the {which} {column}",
            Records.check_numbers,
            service,
            f"DELETE FROM {table} WHERE {column} = (SELECT {which}({column}) FROM {table})",
        )
        for which in ("min", "max")
        for service, places in NUMBERED.items()
        for table, column in places
    ),
]
LOSSES = {
    "an answered complaint": ("complaints", "DELETE FROM complaints WHERE number = '{complaint}'"),
    "the number of a complaint": (
        "complaints",
        "UPDATE complaints SET number = 'ZZ-1' WHERE number = '{complaint}'",
    ),
    "an answered payment": ("billing", "DELETE FROM payments WHERE receipt_number = '{payment}'"),
    "the number of a receipt": (
        "billing",
        "UPDATE payments SET receipt_number = 'ZZ-1' WHERE receipt_number = '{payment}'",
    ),
    "that a payment was taken once": (
        "billing",
        again(
            "payments",
            "jsonb_build_object('id', gen_random_uuid(), 'receipt_number', 'ZZ-1',"
            " 'posting_id', gen_random_uuid())",
            "receipt_number = '{payment}'",
        ),
    ),
    "an answered shift": ("directory", "DELETE FROM shifts WHERE id = '{shift}'"),
    "the charge of a repair": ("billing", "DELETE FROM bills WHERE source_reference = '{repair}'"),
}
"""What a load was answered and is lost: service and deed."""


@pytest.fixture(scope="module")
def written(running: Cluster) -> Iterator[tuple[Records, Load]]:
    """Records with something of every kind in them, and what was answered."""
    with Load(running) as load:
        load.go_on()
    running.settle()  # what is days late when it comes is told to nobody
    running.records.set_clock(5 * DAY)
    events = running.records.events
    eventually(lambda: events("complaints", "complaint_escalated"), 60)
    running.records.set_clock(0)
    check(running, load)
    yield running.records, load


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.what)
def test_a_harm_to_the_records_is_seen(written: tuple[Records, Load], harm: Harm) -> None:
    """By the look that is meant to see it."""
    records, _ = written
    with records.harmed(harm.service, UNGUARDED + harm.deed), pytest.raises(AssertionError):
        harm.look(records)
    harm.look(records)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_loss_of_what_was_answered_is_seen(written: tuple[Records, Load], loss: str) -> None:
    """By who was answered."""
    records, load = written
    service, deed = LOSSES[loss]
    [complaint, *_], [payment, *_] = load.complaints.values(), load.payments
    [repair, *_], [shift, *_] = load.repairs, load.shifts
    deed = deed.format(complaint=complaint, payment=payment, repair=repair, shift=shift)
    with records.harmed(service, UNGUARDED + deed), pytest.raises(AssertionError):
        load.check(records)
    load.check(records)
