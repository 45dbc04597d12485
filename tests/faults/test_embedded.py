"""`kill -9` of the whole product in one process, at every boundary, under load.

Negative control: `test_without_the_inbox_kill_9_would_work_an_event_twice` in
tests/messaging/test_events runs embedded, too.
"""

import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest

from foundation import killpoints as at
from tests.faults.conftest import SOAK
from tests.faults.load import Load
from tests.faults.nursery import Nursery
from tests.faults.records import Records
from tests.support.product import Product, embedded

PLACES = (
    at.RPC_ACTING,
    at.COMMITTED,
    at.EVENT_WORKING,
    at.PUBLISHED,
    at.RPC_ANSWERING,
    at.EVENT_WORKED,
    at.RPC_ANSWERED,
    at.DEADLINE_WORKING,
    at.DEADLINE_WORKED,
)
KILLS = 100 if SOAK else 12
READY_WITHIN = 15.0
REACHED_WITHIN = 60.0


class Single:
    """The product in one process, killed and started again on its data."""

    def __init__(self, product: Product, home: Path) -> None:
        self.product = product
        self.orders = home / "orders"
        self.orders.mkdir(exist_ok=True)
        self.records = Records(lambda name: f"sqlite:///{home}/data/{name}.db")
        self._nursery = Nursery(home / "nursery")
        self._arguments = product.processes["embedded"].popen.args[3:]
        self._environment = {"GUANJIA_KILL_POINTS": str(self.orders)}

    def kill_at(self, place: str, passing: int) -> None:
        """Have the process die at a place, and start it again."""
        (self.orders / "written").write_text(str(passing))
        (self.orders / "written").rename(self.orders / place)
        if place.startswith("deadline"):
            self.records.set_clock(self.ahead())
        process = self.product.processes["embedded"]
        end = time.monotonic() + REACHED_WITHIN
        while process.popen.poll() is None:
            assert time.monotonic() < end, f"it never came to {place}"
            time.sleep(0.02)
        assert process.popen.returncode == -9, process.log.read_text()[-3000:]
        self.start()

    def ahead(self) -> int:
        """Seconds to a moment a day later than now."""
        return int(
            self.records.one(
                "complaints", "SELECT coalesce(max(offset_seconds), 0) FROM demo_clock"
            )
            + 86400
        )

    def start(self) -> None:
        """Start it on its data; wait until it is ready."""
        old = self.product.processes["embedded"]
        arguments, environment = list(self._arguments), self._environment
        self.product.processes["embedded"] = self._nursery.spawn(
            "embedded", arguments, environment, old.log
        )
        self.product.wait_ready(READY_WITHIN)

    def close(self) -> None:
        """End it."""
        self.records.close()
        process = self.product.processes["embedded"]
        process.popen.kill()
        process.popen.wait()
        self._nursery.close()


@pytest.fixture
def single(tmp_path: Path) -> Iterator[Single]:
    """The embedded product with demo data, which may be killed."""
    orders = {"GUANJIA_KILL_POINTS": str(tmp_path / "orders")}
    with embedded(tmp_path, environment=orders) as product:
        running = Single(product, tmp_path)
        try:
            yield running
        finally:
            running.close()


@pytest.mark.timeout(3600 if SOAK else 300)
def test_killed_at_every_boundary_the_single_process_loses_nothing(single: Single) -> None:
    """Within a second it is back on its data, and goes on where it was."""
    with Load(single) as load:
        for number, place in enumerate(islice(cycle(PLACES), KILLS)):
            single.kill_at(place, number % 3 + 1)
    single.product.wait_ready(READY_WITHIN)
    single.records.settle()
    single.records.check()
    load.check(single.records)
