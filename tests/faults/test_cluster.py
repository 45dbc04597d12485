"""Faults of a cluster, under load: what was answered is there, what it caused happened once.

That these tests would see the harm is shown where a guard is switched off:

- the acknowledgement after the effect, the outbox, the relay's look for what waits when it starts:
  tests/messaging/test_boundaries
- the inbox: `test_without_the_inbox_kill_9_would_work_an_event_twice` (tests/messaging/test_events)
- the relay's locks: `test_without_their_locks_several_relays_would_publish_twice` (test_relay)
- the mark of a deadline: `test_X09_without_its_mark_it_would_be_worked_again` (tests/unit)
- the idempotency key: `test_B10_without_the_key_it_would_be_taken_twice` (tests/operations/billing)
- the lock on a series: `test_B07_without_the_lock_on_the_series_numbers_would_be_drawn_twice`
- one bill per month: `test_B01_without_the_constraint_and_the_lookup_it_would_be_billed_twice`.

That the looks into the records would see it: test_records.
"""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import cycle, islice

import pytest

from foundation import failpoints as at
from tests.faults.cluster import Cluster
from tests.faults.load import Load, check, insist
from tests.faults.plan import ENOUGH, KILLS, TIMEOUT, TIMES, kills
from tests.support.product import eventually
from tests.system.walks.bill import next_quarter, today_of

CALLS = (at.RPC_ACTING, at.COMMITTED, at.RPC_ANSWERING, at.RPC_ANSWERED, at.PUBLISHED)
EVENTS = (at.EVENT_PROCESSING, at.EVENT_PROCESSED)
PLACES = {
    "complaints": CALLS + EVENTS,
    "billing": CALLS + EVENTS,
    "repairs": CALLS + EVENTS,
    "notices": EVENTS,
    "directory": CALLS,
}
DAY = 24 * 3600
pytestmark = pytest.mark.timeout(TIMEOUT)


def test_a_run_kills_often_enough() -> None:
    """At least 60 times; a soak at least 1,000 times."""
    assert sum(KILLS.values()) * TIMES >= ENOUGH


def kill_all_over(breakable: Cluster, service: str, chance: random.Random) -> None:
    """Kill one service again and again, at its places in turn, at different passings."""
    for place in islice(cycle(PLACES[service]), kills(service)):
        breakable.kill_at(service, place, passing=chance.randint(1, 3))


def test_X09_B10_killed_at_every_boundary_nothing_is_lost_or_done_twice(
    breakable: Cluster, chance: random.Random
) -> None:
    """Five services at once, each restarted as soon as it died, while people work."""
    before = len(breakable.kills)
    with Load(breakable) as load, ThreadPoolExecutor() as pool:
        done = [pool.submit(kill_all_over, breakable, name, chance) for name in PLACES]
        for one in done:
            one.result()
    check(breakable, load)
    assert len(breakable.kills) - before == sum(map(kills, PLACES))


def test_B01_killed_in_the_middle_of_a_bill_run_every_household_is_billed_once(
    breakable: Cluster,
) -> None:
    """Within batches and between them."""
    finance = breakable.product.as_("finance")
    today = today_of(breakable.product)
    breakable.order("billing", at.DEADLINE_PROCESSING, 2)
    body = {"period": next_quarter(today), "due_date": str(today)}
    run = insist(finance, "/bill-runs", body)
    breakable.bury("billing", at.DEADLINE_PROCESSING)
    state = "SELECT status FROM bill_runs WHERE id = :id"
    for place in (at.DEADLINE_PROCESSED, at.DEADLINE_PROCESSING, at.DEADLINE_PROCESSED):
        if breakable.records.one("billing", state, id=run["id"]) != "done":
            breakable.kill_at("billing", place, orelse=lambda: finished(breakable, run["id"]))
    eventually(lambda: finished(breakable, run["id"]), 60)
    total, done, billed = breakable.records.rows(
        "billing", "SELECT total, done, billed FROM bill_runs WHERE id = :id", id=run["id"]
    )[0]
    bills = breakable.records.one(
        "billing", "SELECT count(*) FROM bills WHERE run_id = :id", id=run["id"]
    )
    assert (total, billed) == (done, bills)
    assert bills > 800
    check(breakable)


def finished(breakable: Cluster, run_id: str, status: str = "done") -> bool:
    """Whether a bill run is done, or cancelled."""
    query = "SELECT status FROM bill_runs WHERE id = :id"
    return bool(breakable.records.one("billing", query, id=run_id) == status)


def test_B16_killed_while_a_bill_run_is_cancelled_every_bill_is_taken_back_once(
    breakable: Cluster,
) -> None:
    """Within batches and between them; nobody owes or has anything of it afterwards."""
    product, records = breakable.product, breakable.records
    today = today_of(product)
    before = accounts(breakable)
    body = {"period": f"{today.year + 2}-Q1", "due_date": str(today + timedelta(days=60))}
    run = insist(product.as_("finance"), "/bill-runs", body)
    eventually(lambda: finished(breakable, run["id"]), 120)
    assert accounts(breakable) != before
    path = f"/bill-runs/{run['id']}/cancel"
    requested = insist(product.as_("finance"), path, {"reason": "账期选错"})
    breakable.order("billing", at.DEADLINE_PROCESSING, 2)
    insist(
        product.as_("supervisor"), f"/cancel-requests/{requested['id']}/decide", {"approve": True}
    )
    over = partial(finished, breakable, run["id"], "cancelled")
    breakable.bury("billing", at.DEADLINE_PROCESSING)
    for place in (at.DEADLINE_PROCESSED, at.DEADLINE_PROCESSING, at.DEADLINE_PROCESSED):
        if not over():
            breakable.kill_at("billing", place, orelse=over)
    eventually(over, 60)
    [made] = records.rows("billing", TAKEN_BACK, id=run["id"])
    assert made.billed == made.cancelled == made.gone == made.reversed > 800
    assert (made.cancel_done, made.months) == (made.total, 0)
    assert accounts(breakable) == before
    check(breakable)


TAKEN_BACK = """
SELECT total, billed, cancelled, cancel_done,
    (SELECT count(*) FROM bills WHERE run_id = :id AND cancelled_at IS NOT NULL) AS gone,
    (SELECT count(*) FROM bills JOIN ledger_postings ON reference = number
        WHERE run_id = :id AND ledger_postings.kind = 'bill_cancelled') AS reversed,
    (SELECT count(*) FROM billed_months JOIN bills ON bills.id = bill_id
        WHERE run_id = :id) AS months
FROM bill_runs WHERE id = :id
"""
"""How much of a run is taken back, and what is left of it."""


def accounts(breakable: Cluster) -> dict[str, int]:
    """What each household owes, less its credit, in fen; of those where that is not nothing."""
    query = (
        "SELECT household_id, sum(amount) AS amount FROM ledger_entries"
        " WHERE account IN ('receivable', 'credit') GROUP BY 1 HAVING sum(amount) <> 0"
    )
    return {row.household_id: int(row.amount) for row in breakable.records.rows("billing", query)}


def test_X09_killed_in_the_middle_of_sweeps_and_with_a_jumping_clock_each_tier_fires_once(
    breakable: Cluster,
) -> None:
    """The clock jumps a day ahead, back, and ahead again, while the sweep is killed."""
    for number in range(kills("sweep")):
        desk = Load(breakable)
        for _ in range(3):
            desk.complain()
        breakable.records.settle()
        place = (at.DEADLINE_PROCESSING, at.DEADLINE_PROCESSED)[number % 2]
        breakable.order("complaints", place, number % 3 + 1)
        breakable.records.set_clock(DAY * (2 + number % 3))
        breakable.bury("complaints", place)
        breakable.records.set_clock(0)
    breakable.records.set_clock(5 * DAY)
    due = (
        "SELECT count(*) FROM deadlines WHERE state = 'waiting' AND kind = 'tier'"
        " AND due_at < now() + interval '4 days'"
    )
    eventually(lambda: not breakable.records.one("complaints", due), 90)
    assert breakable.records.events("complaints", "complaint_escalated")
    check(breakable)
    breakable.records.set_clock(0)


def test_killed_under_load_the_gateway_forgets_nothing_that_it_answered(
    breakable: Cluster,
) -> None:
    """Calls are under way whenever it dies; who repeats his request is answered once."""
    with Load(breakable) as load:
        for _ in range(kills("gateway")):
            load.go_on()
            breakable.kill("gateway")
    check(breakable, load)


def test_killed_and_started_anew_a_service_is_ready_in_time(breakable: Cluster) -> None:
    """All others of these tests are started with everything imported already."""
    for _ in range(kills("anew")):
        breakable.kill("complaints", anew=True)
    with Load(breakable) as load:
        load.go_on()
    check(breakable, load)


def test_X09_a_clock_that_jumps_under_load_costs_no_number_and_fires_no_tier_twice(
    breakable: Cluster,
) -> None:
    """Days ahead and back, twice, while people go on."""
    with Load(breakable) as load:
        for days in (3, 0, 4, 0):
            breakable.records.set_clock(days * DAY)
            load.go_on()
    check(breakable, load)
