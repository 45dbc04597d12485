"""A database that goes away, takes no writes, or is full, under load."""

from collections.abc import Callable

import pytest

from tests.conftest import missing
from tests.faults.cluster import Cluster
from tests.faults.database import Database
from tests.faults.load import Load, check, is_read_on
from tests.faults.plan import TIMEOUT

pytestmark = pytest.mark.timeout(TIMEOUT)

REFUSED = "storage_unavailable"


@pytest.mark.parametrize("end", [Database.stop, Database.crash, Database.kill])
def test_a_database_that_is_restarted_under_load_loses_nothing(
    breakable: Cluster, end: Callable[[Database], None]
) -> None:
    """As its operator does it, by a crash, by `kill -9`; everything is ready again by itself."""
    with Load(breakable) as load:
        load.go_on()
        end(breakable.database)
        load.be_refused(REFUSED)
        breakable.database.start()
        breakable.wait_all_ready()
        load.go_on()
    check(breakable, load)


def test_a_database_that_takes_no_writes_refuses_them_clearly_and_is_read_on(
    breakable: Cluster,
) -> None:
    """Not a row changes meanwhile, whatever is tried."""
    with Load(breakable) as load:
        load.go_on()
        with breakable.database.read_only():
            before = breakable.records.sizes()
            load.be_refused(REFUSED)
            is_read_on(breakable.product)
            load.be_refused(REFUSED)
            assert breakable.records.sizes() == before
        breakable.wait_all_ready()
        load.go_on()
    check(breakable, load)


def test_a_full_database_refuses_writes_clearly_and_is_read_on(breakable: Cluster) -> None:
    """What finds room is written as a whole, all else is refused as a whole."""
    if breakable.database.disk is None:
        missing("small_disk")
    with Load(breakable) as load:
        load.go_on()
        with breakable.database.disk.full():
            load.be_refused(REFUSED)
            is_read_on(breakable.product)
            load.be_refused(REFUSED)
            breakable.records.check_whole()
        breakable.wait_all_ready()
        load.go_on()
    check(breakable, load)
