"""The unit of work: one transaction, its outbox, its audit row, its idempotency keys."""

import threading
from typing import Any, ClassVar

import pytest
from marshmallow import Schema, ValidationError, fields
from sqlalchemy import func, select

from foundation.actor import Actor
from foundation.errors import IdempotencyMismatch, NotFound, StaleEdit
from foundation.storage.store import Store
from foundation.storage.tables import audit, idempotency_keys, outbox
from tests.unit.foundation.conftest import Note, Thing

RECEPTIONIST = Actor("p1", "李梅", frozenset({"receptionist"}), request_id="r1")


class ThingNamed(Schema):
    """An event."""

    source: ClassVar[str] = "directory"
    type_: ClassVar[str] = "thing_named"
    placed: ClassVar[bool] = False
    version: ClassVar[int] = 1
    name = fields.String(required=True)
    size = fields.Integer(required=True)


def count(store: Store, table: Any) -> int:
    with store.read() as uow:
        return uow.session.scalar(select(func.count()).select_from(table)) or 0


def rows(store: Store, table: Any) -> list[Any]:
    with store.read() as uow:
        return list(uow.session.execute(select(table).order_by(table.c.id)))


def make(store: Store, **values: Any) -> None:
    with store.write(RECEPTIONIST, "directory.make") as uow:
        uow.session.add(Thing(**({"id": "t1", "name": "门禁卡"} | values)))
        uow.subject("thing", "t1")


class TestAudit:
    """An audit row for every write: who, what, before, after, request."""

    def test_new_row_is_audited_with_what_it_says(self, store: Store) -> None:
        make(store)
        (row,) = rows(store, audit)
        assert (row.actor_id, row.actor_name, row.request_id) == ("p1", "李梅", "r1")
        assert (row.operation, row.subject_kind, row.subject_id) == (
            "directory.make",
            "thing",
            "t1",
        )
        after = {"id": "t1", "name": "门禁卡", "version": 1}
        assert row.changes == [{"entity": "things", "id": "t1", "after": after}]

    def test_change_is_audited_with_before_and_after(self, store: Store) -> None:
        make(store)
        with store.write(RECEPTIONIST) as uow:
            uow.load(Thing, "t1").name = "车位卡"
        (change,) = rows(store, audit)[-1].changes
        assert change["before"] == {"name": "门禁卡"} and change["after"] == {"name": "车位卡"}

    def test_removal_is_audited_with_what_was_there(self, store: Store) -> None:
        make(store)
        with store.write(RECEPTIONIST) as uow:
            uow.session.delete(uow.load(Thing, "t1"))
        (change,) = rows(store, audit)[-1].changes
        assert change["before"]["name"] == "门禁卡" and "after" not in change

    def test_secrets_are_named_but_not_copied(self, store: Store) -> None:
        make(store, secret="hash-1")
        with store.write(RECEPTIONIST) as uow:
            uow.load(Thing, "t1").secret = "hash-2"
        assert "hash" not in str([row.changes for row in rows(store, audit)])
        (change,) = rows(store, audit)[-1].changes
        assert change["after"] == {"secret": "***"}

    def test_nothing_changed_is_nothing_audited(self, store: Store) -> None:
        make(store)
        with store.write(RECEPTIONIST) as uow:
            uow.load(Thing, "t1").name = "门禁卡"
        assert count(store, audit) == 1

    def test_histories_are_not_audited_again(self, store: Store) -> None:
        with store.write(RECEPTIONIST) as uow:
            uow.session.add(Note(id="n1"))
        assert count(store, audit) == 0

    def test_rolled_back_unit_leaves_no_row(self, store: Store) -> None:
        with pytest.raises(RuntimeError), store.write(RECEPTIONIST) as uow:
            uow.session.add(Thing(id="t1", name="x"))
            uow.session.flush()
            raise RuntimeError
        assert count(store, audit) == count(store, Thing.__table__) == 0


class TestOutbox:
    """Events leave when, and only when, the unit is committed."""

    def test_event_is_a_row_of_the_same_transaction(self, store: Store) -> None:
        woken: list[int] = []
        store.after_commit.append(lambda: woken.append(1))
        with store.write(RECEPTIONIST) as uow:
            event_id = uow.emit(ThingNamed, "t1", {"name": "门禁卡", "size": 3})
            assert woken == []
        (row,) = rows(store, outbox)
        assert (row.event_id, row.source, row.type) == (event_id, "directory", "thing_named")
        assert row.data == {"name": "门禁卡", "size": 3} and row.request_id == "r1"
        assert row.actor == {"id": "p1", "name": "李梅"} and row.sent_at is None
        assert woken == [1]

    def test_event_of_a_rolled_back_unit_was_never_told(self, store: Store) -> None:
        with pytest.raises(RuntimeError), store.write(RECEPTIONIST) as uow:
            uow.emit(ThingNamed, "t1", {"name": "门禁卡", "size": 3})
            raise RuntimeError
        assert count(store, outbox) == 0

    @pytest.mark.parametrize("data", [{"name": "x"}, {"name": "x", "size": None}])
    def test_event_that_its_schema_refuses_stops_the_unit(
        self, store: Store, data: dict[str, Any]
    ) -> None:
        with pytest.raises(ValidationError), store.write(RECEPTIONIST) as uow:
            uow.session.add(Thing(id="t1", name="x"))
            uow.emit(ThingNamed, "t1", data)
        assert count(store, Thing.__table__) == 0

    def test_events_keep_the_order_in_which_they_were_told(self, store: Store) -> None:
        with store.write(RECEPTIONIST) as uow:
            for size in range(5):
                uow.emit(ThingNamed, "t1", {"name": "x", "size": size})
        assert [row.data["size"] for row in rows(store, outbox)] == list(range(5))


class TestIdempotency:
    """The same key gives the first answer, however often it comes (B10)."""

    def once(self, store: Store, key: str = "k1", by: Actor = RECEPTIONIST, **payload: Any) -> Any:
        with store.write(by, "directory.make") as uow:

            def act() -> dict[str, str]:
                made = Thing(id=uow.new_id(), name="x")
                uow.session.add(made)
                return {"id": made.id}

            return uow.once(key, payload, act)

    def test_B10_repeated_key_acts_once(self, store: Store) -> None:
        assert self.once(store, name="x") == self.once(store, name="x")
        assert count(store, Thing.__table__) == 1

    def test_B10_without_a_common_key_it_acts_twice(self, store: Store) -> None:
        """Negative control."""
        assert self.once(store, "k1") != self.once(store, "k2")
        assert count(store, Thing.__table__) == 2

    def test_B10_key_with_another_payload_is_refused(self, store: Store) -> None:
        self.once(store, name="x")
        with pytest.raises(IdempotencyMismatch):
            self.once(store, name="y")

    def test_B10_keys_of_two_people_are_two_keys(self, store: Store) -> None:
        other = Actor("p2", "王刚", frozenset({"receptionist"}))
        assert self.once(store) != self.once(store, by=other)

    def test_B10_key_of_a_failed_unit_may_be_used_again(self, store: Store) -> None:
        def fail() -> None:
            raise RuntimeError

        with pytest.raises(RuntimeError), store.write(RECEPTIONIST, "directory.make") as uow:
            uow.once("k1", {}, fail)
        assert count(store, idempotency_keys) == 0
        assert self.once(store)["id"]

    def test_B10_key_used_by_many_at_once_acts_once(self, store: Store) -> None:
        answers: list[Any] = []
        gate = threading.Barrier(4, timeout=30)

        def run() -> None:
            gate.wait()
            answers.append(self.once(store))

        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == 4 and len({answer["id"] for answer in answers}) == 1
        assert count(store, Thing.__table__) == 1


class TestLoading:
    """Rows are loaded locked, and edits name the version that was read."""

    def test_absent_row_is_not_found(self, store: Store) -> None:
        with pytest.raises(NotFound), store.read() as uow:
            uow.load(Thing, "t9")

    @pytest.mark.parametrize("version", [None, "1"])
    def test_version_that_was_read_may_be_edited(self, store: Store, version: str | None) -> None:
        make(store)
        by = Actor("p1", "李梅", frozenset(), if_match=version)
        with store.write(by) as uow:
            uow.check_version(uow.load(Thing, "t1"))

    def test_stale_version_is_refused(self, store: Store) -> None:
        make(store, version=2)
        by = Actor("p1", "李梅", frozenset(), if_match="1")
        with pytest.raises(StaleEdit), store.write(by) as uow:
            uow.check_version(uow.load(Thing, "t1"))

    def test_two_writers_of_one_row_take_turns(self, store: Store) -> None:
        make(store, version=0)

        def run() -> None:
            for _ in range(5):
                with store.write() as uow:
                    uow.load(Thing, "t1").version += 1

        threads = [threading.Thread(target=run) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with store.read() as uow:
            assert uow.load(Thing, "t1").version == 15

    def test_without_the_lock_a_writer_is_overwritten(self, store: Store) -> None:
        """Negative control: two that have read the same version, one change is lost."""
        make(store, version=0)
        with store.read() as one, store.read() as two:
            stale = [uow.load(Thing, "t1").version for uow in (one, two)]
        for version in stale:
            with store.write() as uow:
                uow.load(Thing, "t1").version = version + 1
        with store.read() as uow:
            assert uow.load(Thing, "t1").version == 1
