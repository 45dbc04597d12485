"""`kill -9` at two boundaries where an event hangs by one guard, and what each guard is for."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from foundation import failpoints as at
from tests.messaging.conftest import StartHost
from tests.messaging.hosts import Host, until

Worked = Callable[..., list[int]]


@pytest.fixture
def processed(start_host: StartHost, tmp_path: Path) -> Worked:
    """Which of three events are processed when the process dies of the second and starts again."""

    def tell_three(uri: str, place: str, careless: str = "") -> list[int]:
        environment = {"GUANJIA_KILL_POINTS": str(tmp_path)} | ({careless: "1"} if careless else {})
        host = start_host(uri, "teller,keeper", environment=environment)
        write(host, 1)
        until(lambda: kept(host) == [1] and host.order("unsent", {}) == 0)
        (tmp_path / place).write_text("1")
        with suppress(ValueError, ConnectionError):  # it dies before it answers, or just after
            write(host, 2)
        assert host.process.wait(20) == -9
        again = start_host(uri, "teller,keeper", environment=environment)
        write(again, 3)
        assert again.order("written", {}) == [1, 2, 3]
        return until(lambda: (found := kept(again))[-1:] == [3] and found)

    return tell_three


def write(host: Host, number: int) -> None:
    """Have something happen that is to be told."""
    host.order("write", [{"key": "a", "number": number}])


def kept(host: Host) -> list[int]:
    """The events that have had their effect, in order."""
    return [number for _, number in host.call("keeper", "effects")]


@pytest.mark.parametrize("place", [at.COMMITTED, at.EVENT_PROCESSING])
def test_killed_after_the_commit_or_at_work_a_process_loses_no_event(
    uri: str, processed: Worked, place: str
) -> None:
    assert processed(uri, place) == [1, 2, 3]


def test_acknowledged_before_its_effect_an_event_would_be_lost(uri: str, processed: Worked) -> None:
    assert processed(uri, at.EVENT_PROCESSING, "TEST_ACK_FIRST") == [1, 3]


def test_published_after_the_commit_without_an_outbox_an_event_would_be_lost(
    amqp_uri: str, processed: Worked
) -> None:
    assert processed(amqp_uri, at.COMMITTED, "TEST_NO_OUTBOX") == [1, 3]


def test_a_relay_that_overlooked_what_waits_at_its_start_would_lose_an_event(
    uri: str, processed: Worked
) -> None:
    assert processed(uri, at.COMMITTED, "TEST_OVERLOOK_WAITING") == [1, 3]
