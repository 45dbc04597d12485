"""The whole product in one process: `kill -9` at every boundary, and a full disk, under load.

Negative control: `test_without_the_inbox_kill_9_would_work_an_event_twice` in
tests/messaging/test_events runs embedded, too.
"""

import random
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest

from foundation import failpoints as at
from tests.conftest import KILLS, missing
from tests.faults.conftest import Counted, new_home
from tests.faults.load import Load, check, is_read_on
from tests.faults.plan import REACHED_WITHIN, READY_WITHIN, TIMEOUT, kills
from tests.faults.records import Records
from tests.faults.small_disk import SmallDisk, small_disk
from tests.support.nursery import Nursery
from tests.support.product import Product, embedded

pytestmark = pytest.mark.timeout(TIMEOUT)

PLACES = (
    at.RPC_ACTING,
    at.COMMITTED,
    at.EVENT_PROCESSING,
    at.PUBLISHED,
    at.RPC_ANSWERING,
    at.EVENT_PROCESSED,
    at.RPC_ANSWERED,
    at.DEADLINE_PROCESSING,
    at.DEADLINE_PROCESSED,
)


class Single:
    """The product in one process, killed and started again on its data."""

    def __init__(self, product: Product, home: Path, disk: SmallDisk | None) -> None:
        self.product = product
        self.disk = disk
        self.kills = 0
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
        self.kills += 1
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

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.records.settle()

    def close(self) -> None:
        """End it."""
        self.records.close()
        process = self.product.processes["embedded"]
        process.popen.kill()
        process.popen.wait()
        self._nursery.close()


@pytest.fixture(scope="module")
def running() -> Iterator[Single]:
    """The embedded product with demo data, on a disk that may run full where there can be one."""
    home = new_home()
    disk = small_disk(home / "data")
    orders = {"GUANJIA_KILL_POINTS": str(home / "orders")}
    with embedded(home, environment=orders) as product:
        made = Single(product, home, disk)
        try:
            yield made
        finally:
            made.close()


@pytest.fixture
def single(running: Single, record_property: Counted) -> Iterator[Single]:
    """The product; its kills in this test are counted for the run."""
    before = running.kills
    yield running
    record_property(KILLS, running.kills - before)


def test_killed_at_every_boundary_the_single_process_loses_nothing(
    single: Single, chance: random.Random
) -> None:
    """Within a second it is back on its data, and goes on where it was."""
    with Load(single) as load:
        for place in islice(cycle(PLACES), kills("embedded")):
            single.kill_at(place, chance.randint(1, 3))
    check(single, load)
    assert single.kills == kills("embedded")


def test_a_full_disk_refuses_writes_clearly_and_is_read_on(single: Single) -> None:
    """What finds room is written as a whole, all else is refused as a whole."""
    if single.disk is None:
        missing("small_disk")
    with Load(single) as load:
        load.go_on()
        with single.disk.full():
            load.be_refused("storage_unavailable")
            is_read_on(single.product)
            load.be_refused("storage_unavailable")
            single.records.check_whole()
        single.product.wait_ready(READY_WITHIN)
        load.go_on()
    check(single, load)
