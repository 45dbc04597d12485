"""Faults of a cluster, under load: what was answered is there, what it caused happened once.

That these tests would see the harm is shown where a guard is switched off:

- the inbox: `test_without_the_inbox_kill_9_would_work_an_event_twice` (tests/messaging/test_events)
- the relay's locks: `test_without_their_locks_several_relays_would_publish_twice` (test_relay)
- the mark of a deadline: `test_X09_without_its_mark_it_would_be_worked_again` (tests/unit)
- the idempotency key: `test_B10_without_the_key_it_would_be_taken_twice` (tests/operations/billing)
- the lock on a series: `test_B07_without_the_lock_on_the_series_numbers_would_be_drawn_twice`
- one bill per month: `test_B01_without_the_constraint_and_the_lookup_it_would_be_billed_twice`.
"""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

import pytest

from foundation import killpoints as at
from foundation.config import SERVICES
from tests.faults import deliveries
from tests.faults.cluster import Cluster
from tests.faults.conftest import SOAK
from tests.faults.load import Load, insist
from tests.support.product import eventually
from tests.system.walks.bill import next_quarter, today_of

CALLS = (at.RPC_ACTING, at.COMMITTED, at.RPC_ANSWERING, at.RPC_ANSWERED, at.PUBLISHED)
EVENTS = (at.EVENT_WORKING, at.EVENT_WORKED)
PLACES = {
    "complaints": CALLS + EVENTS,
    "billing": CALLS + EVENTS,
    "repairs": CALLS + EVENTS,
    "notices": EVENTS,
}
KILLS = {"complaints": 13, "billing": 13, "repairs": 14, "notices": 8}
TIMES = 18 if SOAK else 1
DAY = 24 * 3600


def kill_all_over(breakable: Cluster, service: str) -> None:
    """Kill one service again and again, at its places in turn, at different passings."""
    places = islice(cycle(PLACES[service]), KILLS[service] * TIMES)
    for number, place in enumerate(places):
        breakable.kill_at(service, place, passing=number % 3 + 1)


@pytest.mark.timeout(3600 if SOAK else 300)
def test_X09_B10_killed_at_every_boundary_nothing_is_lost_or_done_twice(
    breakable: Cluster,
) -> None:
    """Four services at once, each restarted as soon as it died, while people work."""
    with Load(breakable) as load, ThreadPoolExecutor() as pool:
        done = [pool.submit(kill_all_over, breakable, service) for service in PLACES]
        for one in done:
            one.result()
    breakable.end(load)
    assert len(breakable.kills) >= sum(KILLS.values())


@pytest.mark.timeout(3600 if SOAK else 300)
def test_B01_killed_in_the_middle_of_a_bill_run_every_household_is_billed_once(
    breakable: Cluster,
) -> None:
    """Within batches and between them."""
    finance = breakable.product.as_("finance")
    today = today_of(breakable.product)
    breakable.order("billing", at.DEADLINE_WORKING, 2)
    body = {"period": next_quarter(today), "due_date": str(today)}
    run = insist(finance, "/bill-runs", body)
    breakable.bury("billing", at.DEADLINE_WORKING)
    state = "SELECT status FROM bill_runs WHERE id = :id"
    for place in (at.DEADLINE_WORKED, at.DEADLINE_WORKING, at.DEADLINE_WORKED):
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
    breakable.end()


def finished(breakable: Cluster, run_id: str) -> bool:
    """Whether a bill run is done."""
    query = "SELECT status FROM bill_runs WHERE id = :id"
    return bool(breakable.records.one("billing", query, id=run_id) == "done")


@pytest.mark.timeout(3600 if SOAK else 300)
def test_X09_killed_in_the_middle_of_sweeps_and_with_a_jumping_clock_each_tier_fires_once(
    breakable: Cluster,
) -> None:
    """The clock jumps a day ahead, back, and ahead again, while the sweep is killed."""
    for number in range(4 * TIMES):
        desk = Load(breakable)
        for _ in range(3):
            desk.complain()
        breakable.records.settle()
        place = (at.DEADLINE_WORKING, at.DEADLINE_WORKED)[number % 2]
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
    breakable.end()
    breakable.records.set_clock(0)


def test_duplicated_delayed_and_reordered_deliveries_change_nothing(breakable: Cluster) -> None:
    """Every event of the run once more, in a wrong order, beside new ones."""
    events = [event for name in SERVICES for event in breakable.records.events(name)]
    again = events[-400:] * 2
    random.Random(7).shuffle(again)
    before = deliveries.effects(breakable.records)
    with Load(breakable) as load:
        deliveries.publish(breakable.broker.uri(), again)
    deliveries.wait_until_read(breakable.broker)
    assert before <= deliveries.effects(breakable.records)
    breakable.end(load)


def test_a_poison_message_is_put_aside_and_holds_up_nobody(breakable: Cluster) -> None:
    """What is no event, and an event whose content nobody can read."""
    [event, *_] = breakable.records.events("repairs", "repair_charge_due")
    deliveries.publish_text(breakable.broker.uri(), event, b"\xff not JSON at all")
    deliveries.publish_poison(breakable.broker.uri(), event)
    with Load(breakable) as load:
        eventually(lambda: load.repairs and load.payments and load.complaints, 60)
        dead = "SELECT count(*) FROM dead_letters"
        eventually(lambda: breakable.records.one("billing", dead) >= 2, 90)
    breakable.records.do("billing", "DELETE FROM dead_letters")
    breakable.end(load)


def test_a_broker_that_stops_crashes_or_falls_silent_loses_nothing(breakable: Cluster) -> None:
    """Under load, each for a while; everything is ready again by itself."""
    breakable.broker.settle()
    with Load(breakable) as load:
        for end in (breakable.broker.stop, breakable.broker.kill):
            end()
            time.sleep(1)
            breakable.broker.start()
            breakable.wait_all_ready()
        breakable.broker.pause()
        time.sleep(60 if SOAK else 3)
        breakable.broker.resume()
        breakable.wait_all_ready()
    breakable.end(load)
