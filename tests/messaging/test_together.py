"""Events that have piled up are processed together: in order, once; one of them spoils nothing."""

from pathlib import Path
from typing import Any

import pytest

from foundation import failpoints
from tests.messaging.conftest import StartHost
from tests.messaging.hosts import Host, until

EVENTS = 200
KEYS = 7


@pytest.fixture
def piled_up(amqp_uri: str, start_host: StartHost) -> Any:
    """Lets events pile up in the keeper's queue, then starts a keeper."""

    def pile_up(*events: dict[str, Any], **more: Any) -> Host:
        start_host(amqp_uri, "keeper").stop()  # its queue stays
        teller = start_host(amqp_uri, "teller")
        teller.tell(*events)
        until(lambda: teller.call("teller", "waiting") == 0)
        return start_host(amqp_uri, "keeper", EVENT_RETRY_DELAYS=[0.05, 0.05], **more)

    return pile_up


def numbered(**special: dict[str, Any]) -> list[dict[str, Any]]:
    """Events of several aggregates, some of them special."""
    return [{"key": f"k{n % KEYS}", "number": n} | special.get(f"n{n}", {}) for n in range(EVENTS)]


def effects(host: Host) -> list[tuple[str, int]]:
    return [(key, number) for key, number in host.call("keeper", "effects")]


def in_order(kept: list[tuple[str, int]]) -> bool:
    """Whether the events of each aggregate had their effects in order, each once."""
    return all(
        numbers == sorted(set(numbers))
        for k in range(KEYS)
        if (numbers := [number for key, number in kept if key == f"k{k}"])
    )


def figure(host: Host, name: str) -> float:
    """A figure of the keeper's handler."""
    start = f'guanjia_entrypoint_{name}{{entrypoint="on_told",service="keeper"}} '
    (line,) = [line for line in host.get("/metrics")[1].splitlines() if line.startswith(start)]
    return float(line.removeprefix(start))


def test_what_has_piled_up_is_worked_together_in_order_and_once(piled_up: Any) -> None:
    keeper = piled_up(*numbered())
    kept = until(lambda: len(kept := effects(keeper)) >= EVENTS and kept)
    assert len(kept) == EVENTS
    assert in_order(kept)
    assert figure(keeper, "calls_total") == EVENTS
    assert figure(keeper, "seconds_count") < EVENTS / 4


def test_one_that_fails_is_tried_again_alone_and_stays_before_its_aggregates_next(
    piled_up: Any,
) -> None:
    keeper = piled_up(*numbered(n40={"fails": 2}, n41={"fails": 1}, n90={"fails": 2}))
    kept = until(lambda: len(kept := effects(keeper)) >= EVENTS and kept)
    assert len(kept) == EVENTS
    assert in_order(kept)
    assert keeper.call("keeper", "dead") == []


def test_one_that_never_succeeds_dies_alone(piled_up: Any) -> None:
    keeper = piled_up(*numbered(n40={"fails": 99}))
    kept = until(lambda: len(kept := effects(keeper)) >= EVENTS - 1 and kept)
    assert sorted(number for _, number in kept) == [n for n in range(EVENTS) if n != 40]
    assert in_order(kept)
    until(lambda: keeper.call("keeper", "dead") == [40])


def killed_while_processing_together(piled_up: Any, place: str, folder: Path, **more: str) -> Host:
    """A keeper that has taken the place of one that was killed."""
    (folder / place).write_text("30" if place == failpoints.EVENT_PROCESSING else "3")
    environment = {"GUANJIA_KILL_POINTS": str(folder), **more}
    keeper: Host = piled_up(*numbered(), environment=environment)
    keeper.process.wait(20)
    return keeper


@pytest.mark.parametrize("place", [failpoints.EVENT_PROCESSING, failpoints.EVENT_PROCESSED])
def test_X09_killed_in_between_none_is_lost_and_none_worked_twice(
    amqp_uri: str, start_host: StartHost, piled_up: Any, tmp_path: Path, place: str
) -> None:
    killed_while_processing_together(piled_up, place, tmp_path)
    keeper = start_host(amqp_uri, "keeper")
    until(lambda: len(effects(keeper)) >= EVENTS)
    kept = effects(keeper)
    assert len(kept) == EVENTS
    assert in_order(kept)


def test_without_the_inbox_those_worked_together_would_be_worked_twice(
    amqp_uri: str, start_host: StartHost, piled_up: Any, tmp_path: Path
) -> None:
    careless = {"TEST_NO_INBOX": "1"}
    killed_while_processing_together(piled_up, failpoints.EVENT_PROCESSED, tmp_path, **careless)
    keeper = start_host(amqp_uri, "keeper", environment=careless)
    until(lambda: len(effects(keeper)) > EVENTS)
