"""A broker that stops, crashes, falls silent, delivers late, twice, out of order, or rubbish.

That the inbox is what keeps an effect from happening twice:
`test_without_the_inbox_kill_9_would_work_an_event_twice` (tests/messaging/test_events).
"""

import random
import time

import amqp
import pytest
from kombu import Connection

from foundation.config import SERVICES
from tests.faults import deliveries
from tests.faults.cluster import Cluster
from tests.faults.load import Load, check
from tests.faults.plan import SILENCE, TIMEOUT
from tests.support.product import eventually

pytestmark = pytest.mark.timeout(TIMEOUT)


def test_deliveries_that_come_twice_and_in_a_wrong_order_change_nothing(
    breakable: Cluster, chance: random.Random
) -> None:
    """Every event of the run once more, beside new ones."""
    with Load(breakable) as load:
        load.go_on()
    check(breakable, load)
    events = [event for name in SERVICES for event in breakable.records.events(name)]
    again = events[-400:] * 2
    chance.shuffle(again)
    before = deliveries.effects(breakable.records)
    with Load(breakable) as load:
        deliveries.publish(breakable.broker.uri(), again)
    deliveries.wait_until_empty(breakable.broker)
    assert before <= deliveries.effects(breakable.records)
    check(breakable, load)


def test_events_that_arrive_late_and_in_any_order_have_their_effects(
    breakable: Cluster, chance: random.Random
) -> None:
    """The first delivery of each is held back while people go on, then they come shuffled."""
    with deliveries.held_back(breakable.broker.uri(), chance):
        with Load(breakable) as load:
            load.go_on()
            load.go_on()
        missing = breakable.records.under_way()
        assert missing, "nothing was held back"
    check(breakable, load)


def test_a_poison_message_is_put_aside_and_holds_up_nobody(breakable: Cluster) -> None:
    """What is no event, and an event whose content nobody can read."""
    with Load(breakable) as load:
        load.go_on()
        [event, *_] = breakable.records.events("repairs", "repair_charge_due")
        deliveries.publish_text(breakable.broker.uri(), event, b"\xff not JSON at all")
        deliveries.publish_poison(breakable.broker.uri(), event)
        load.go_on()
    dead = "SELECT count(*) FROM dead_letters"
    eventually(lambda: breakable.records.one("billing", dead) >= 2, 90)
    breakable.records.do("billing", "DELETE FROM dead_letters")
    check(breakable, load)


def test_what_a_queue_holds_is_seen_whether_ready_or_unacknowledged(breakable: Cluster) -> None:
    """Negative control of the look at the queues that follows every fault."""
    broker = breakable.broker
    with Connection(broker.uri()) as connection, connection.channel() as channel:
        for kind in ("classic", "quorum"):
            type_ = {"x-queue-type": kind}
            channel.queue_declare(kind, durable=True, auto_delete=False, arguments=type_)
            for _ in range(2):
                channel.basic_publish(channel.prepare_message(b"x"), routing_key=kind)
            eventually(lambda kind=kind: channel.basic_get(kind))
        assert deliveries.queued(broker).items() >= {"classic": 2, "quorum": 2}.items()
        for kind in ("classic", "quorum"):
            channel.queue_delete(kind)
    deliveries.wait_until_empty(broker)


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_a_broker_that_is_restarted_under_load_loses_nothing(breakable: Cluster, end: str) -> None:
    """As its operator does it, and after a crash; everything is ready again by itself."""
    breakable.broker.settle()
    with Load(breakable) as load:
        load.go_on()
        getattr(breakable.broker, end)()
        load.be_refused("service_away")
        breakable.broker.start()
        breakable.wait_all_ready()
        load.go_on()
    check(breakable, load)


def test_a_broker_that_cannot_be_reached_for_a_while_loses_nothing(breakable: Cluster) -> None:
    """It falls silent, as behind a network that drops everything, and comes back."""
    broker = breakable.broker
    with Load(breakable) as load:
        load.go_on()
        broker.pause()
        try:
            silent_until = time.monotonic() + SILENCE
            load.be_refused("service_timeout")
            while time.monotonic() < silent_until:
                with pytest.raises(TimeoutError):
                    amqp.Connection(f"127.0.0.1:{broker.port}", connect_timeout=2).connect()
            load.be_refused("service_away")
        finally:
            broker.resume()
        breakable.wait_all_ready()
        load.go_on()
    check(breakable, load)
