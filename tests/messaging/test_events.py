"""Events from an outbox to the handlers of other services, over RabbitMQ and in one process."""

import sqlite3
from typing import Any

from tests.messaging.conftest import StartHost
from tests.messaging.hosts import Host, until

QUICK: dict[str, Any] = {"EVENT_RETRY_DELAYS": [0.05, 0.1, 0.1]}


def everything(start_host: StartHost, uri: str, **more: Any) -> Host:
    return start_host(uri, "teller,listener,bystander", **{**QUICK, **more})


def all_sent(host: Host) -> bool:
    return bool(host.call("teller", "waiting") == 0)


def test_an_event_has_its_effect_once_and_is_marked_sent(uri: str, start_host: StartHost) -> None:
    host = everything(start_host, uri)
    host.tell({"key": "a", "number": 1})
    until(lambda: host.effects() == [("a", 1)])
    until(lambda: all_sent(host))
    assert host.call("bystander", "numbers") == [1]


def test_a_failing_handler_is_tried_again_until_it_succeeds(
    uri: str, start_host: StartHost
) -> None:
    host = everything(start_host, uri)
    host.tell({"key": "a", "number": 1, "fails": 2})
    until(lambda: host.effects() == [("a", 1)])
    assert host.call("listener", "tries") == [3]
    assert host.call("listener", "dead") == []


def test_after_the_last_attempt_the_event_is_dead_and_can_be_replayed(
    uri: str, start_host: StartHost
) -> None:
    host = everything(start_host, uri)
    host.tell({"key": "a", "number": 1, "fails": 4}, {"key": "a", "number": 2})
    (letter,) = until(lambda: host.call("listener", "dead"))
    assert letter["subscriber"] == "listener.on_told"
    assert letter["attempts"] == 4
    assert letter["error"].startswith("ValueError: not this time")
    assert letter["data"]["number"] == 1
    until(lambda: host.effects() == [("a", 2)])
    until(lambda: all_sent(host))
    host.call("listener", "replay", {"id": letter["id"]})
    assert host.effects() == [("a", 2), ("a", 1)]
    assert host.call("listener", "dead") == []


def test_a_second_replay_changes_nothing(uri: str, start_host: StartHost) -> None:
    host = everything(start_host, uri)
    host.tell({"key": "a", "number": 1, "fails": 4})
    (letter,) = until(lambda: host.call("listener", "dead"))
    for _ in range(2):
        host.call("listener", "replay", {"id": letter["id"]})
    assert host.effects() == [("a", 1)]


def test_replaying_without_the_inbox_would_have_the_effect_twice(
    uri: str, start_host: StartHost
) -> None:
    host = everything(start_host, uri, environment={"TEST_NO_INBOX": "1"})
    host.tell({"key": "a", "number": 1, "fails": 4})
    (letter,) = until(lambda: host.call("listener", "dead"))
    for _ in range(2):
        host.call("listener", "replay", {"id": letter["id"]})
    assert host.effects() == [("a", 1), ("a", 1)]


def test_that_the_database_is_away_never_counts(uri: str, start_host: StartHost) -> None:
    host = everything(start_host, uri, EVENT_RETRY_DELAYS=[])
    host.tell({"key": "a", "number": 1, "away": 3})
    until(lambda: host.effects() == [("a", 1)])
    assert host.call("listener", "tries") == [4]


def test_events_of_one_aggregate_stay_in_order_though_one_fails_at_first(
    uri: str, start_host: StartHost
) -> None:
    host = everything(start_host, uri)
    events = [{"key": "ab"[n % 2], "number": n, "fails": int(n in (0, 5))} for n in range(20)]
    host.tell(*events)
    effects = until(lambda: len(kept := host.effects()) == 20 and kept)
    for key, first in (("a", 0), ("b", 1)):
        assert [n for name, n in effects if name == key] == list(range(first, 20, 2))


def test_a_slow_handler_holds_up_neither_other_aggregates_nor_other_subscribers(
    uri: str, start_host: StartHost
) -> None:
    host = everything(start_host, uri)
    host.tell({"key": "slow", "number": 0, "seconds": 5}, {"key": "slow", "number": 1})
    host.tell(*({"key": f"k{n}", "number": n} for n in range(2, 30)))
    until(lambda: len(host.effects()) == 28, timeout=4.5)
    assert {0, 1} <= set(host.call("bystander", "numbers"))
    until(lambda: len(host.effects()) == 30)


def test_kill_9_loses_no_event(uri: str, start_host: StartHost) -> None:
    host = everything(start_host, uri)
    host.tell(*({"key": f"k{n % 7}", "number": n, "seconds": 0.05} for n in range(60)))
    until(lambda: len(host.effects()) > 5)
    host.kill()
    again = everything(start_host, uri)
    until(lambda: len(again.effects()) >= 60)
    until(lambda: all_sent(again))
    assert sorted(number for _, number in again.effects()) == list(range(60))


def test_without_the_inbox_kill_9_would_work_an_event_twice(
    uri: str, start_host: StartHost
) -> None:
    host = everything(start_host, uri, environment={"TEST_NO_INBOX": "1"})
    host.tell({"key": "a", "number": 1}, {"key": "b", "number": 2, "seconds": 30})
    until(lambda: host.effects() == [("a", 1)] and 2 in host.call("listener", "starts"))
    host.kill()
    _forget_that_it_was_sent(host)
    again = everything(start_host, uri, environment={"TEST_NO_INBOX": "1"})
    until(lambda: again.effects().count(("a", 1)) == 2)


def test_a_graceful_stop_finishes_what_is_being_worked(uri: str, start_host: StartHost) -> None:
    host = everything(start_host, uri)
    host.tell({"key": "a", "number": 1, "seconds": 1.0})
    until(lambda: host.call("listener", "starts") == [1])
    host.stop()
    again = everything(start_host, uri)
    assert again.effects() == [("a", 1)]


def _forget_that_it_was_sent(host: Host) -> None:
    """What a relay does that crashes between the broker's confirm and its own commit."""
    path = host.database.removeprefix("sqlite:///").replace("{service}", "teller")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE outbox SET sent_at = NULL")
