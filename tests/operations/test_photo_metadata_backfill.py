"""P09: photos that were filed with where and when they were taken lose it where they lie."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import Table, func, select, text, update

from foundation import photo_metadata_backfill as backfill
from foundation.clock import FixedClock
from foundation.ids import new_id
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from foundation.storage.tables import deadlines
from guanjia.registry import service_class
from tests.operations import conftest as support
from tests.operations.test_retention import fill
from tests.unit.foundation.test_picture_metadata import END, HOME, METADATA, SCANS, TABLES

StoreOf = Callable[[str], Store]
ALONE = b"\xff\xd8" + TABLES + SCANS + END
WITH_METADATA = b"\xff\xd8" + METADATA["Exif"] + ALONE[2:]
OF = {"repairs": "repair_id", "notices": "notice_id"}
BEFORE = {"repairs": "repairs_0004", "notices": "notices_0004"}
both = pytest.mark.parametrize("service", OF)


pytestmark = pytest.mark.both_databases


def photos_of(service: str) -> Table:
    found: Table = service_class(service).tables.tables["photos"]
    return found


def filed(store: Store, service: str, contents: list[bytes]) -> None:
    """Photos as a release before filed them."""
    papers: Any = service_class(service).tables.tables[service]
    of = new_id(store.clock.now())
    fill(store, papers, store.clock.now(), id=of)
    for at, content in enumerate(contents):
        values = {"media_type": "image/jpeg", "content": content, "size": len(content)}
        values["sha256"] = sha256(content).hexdigest()
        made = store.clock.now() + timedelta(seconds=at)
        fill(store, photos_of(service), made, **{OF[service]: of}, **values)


def contents_of(store: Store, service: str) -> list[bytes]:
    photos = photos_of(service)
    with store.read() as uow:
        return list(uow.session.scalars(select(photos.c.content).order_by(photos.c.id)))


def waiting(store: Store) -> int:
    mine = select(func.count()).select_from(deadlines).where(deadlines.c.kind == backfill.STRIP)
    with store.read() as uow:
        return uow.session.scalar(mine.where(deadlines.c.state == "waiting")) or 0


@both
def test_P09_an_upgrade_takes_out_what_old_photos_tell_and_leaves_the_picture(
    store_of: StoreOf, clock: FixedClock, service: str
) -> None:
    store = store_of(service)
    filed(store, service, [WITH_METADATA, ALONE, WITH_METADATA] * 4)
    downgrade(store.engine, service, BEFORE[service])
    upgrade(store.engine, service)
    assert waiting(store) == 1
    clock.set(clock.now() + timedelta(days=365))
    support.process_due(store, service_class(service))
    assert contents_of(store, service) == [ALONE] * 12
    with store.read() as uow:
        kept = uow.session.execute(select(photos_of(service))).all()
    assert {row.size for row in kept} == {len(ALONE)}
    assert {row.sha256 for row in kept} == {sha256(ALONE).hexdigest()}
    filed(store, service, [WITH_METADATA])  # by a process of the release before, which still ran
    clock.set(clock.now() + backfill.LATER)
    support.process_due(store, service_class(service))
    assert HOME not in b"".join(contents_of(store, service))
    assert waiting(store) == 0, "once"


@both
def test_P09_it_goes_on_where_it_was_cut_off(
    store_of: StoreOf, clock: FixedClock, service: str
) -> None:
    store, cls = store_of(service), service_class(service)
    filed(store, service, [WITH_METADATA] * (backfill.BATCH + 2))
    with store.engine.begin() as connection:
        backfill.begin(connection)
        connection.execute(update(deadlines).values(community_id=None))  # as later migrations do
    clock.set(clock.now() + timedelta(days=365))
    assert support.sweep.process_due(store, cls.deadline_handlers) == 1
    assert contents_of(store, service) == [ALONE] * backfill.BATCH + [WITH_METADATA] * 2
    assert support.sweep.process_due(store, cls.deadline_handlers) == 1
    assert contents_of(store, service) == [ALONE] * (backfill.BATCH + 2)


@both
def test_a_new_installation_has_nothing_to_take_out(store_of: StoreOf, service: str) -> None:
    store = store_of(service)
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM deadlines"))
        backfill.begin(connection)
    assert waiting(store) == 0
