"""P09: a photo and its file are filed, seen, damaged and erased together, whatever dies between."""

import base64
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from foundation import failpoints
from foundation.errors import NotFound, StorageAway
from foundation.files import keeping
from foundation.files.folder import FolderFiles
from foundation.files.port import FileLost, key_of
from foundation.files.s3 import S3Files
from foundation.storage.store import Store
from services.repairs.photos.tables import Photo
from services.repairs.policy import RepairPolicy
from services.repairs.service import RepairsService as Service
from tests.operations.repairs.conftest import Answer, Desk
from tests.operations.repairs.photos.test_photos import add, limit, look
from tests.operations.test_retention import pass_nights
from tests.support.photos import png
from tests.support.product import ROOT
from tests.support.s3 import new_bucket


class Killed(BaseException):
    """The process ends here."""


def kept(desk: Desk) -> list[str]:
    """Ids of the files that there are."""
    files = desk.store.files
    assert isinstance(files, FolderFiles)
    return sorted(path.name for path in files.root.rglob("*") if path.is_file())


def rows(desk: Desk) -> list[str]:
    with desk.store.read() as uow:
        return sorted(uow.session.scalars(select(Photo.id)))


def test_P09_the_file_lies_beside_the_database(desk: Desk) -> None:
    repair = desk.request()
    photo = add(desk, repair)
    assert kept(desk) == rows(desk) == [photo["id"]]
    with desk.store.read() as uow:
        assert uow.session.scalar(select(func.length(Photo.content))) == 0


def test_P09_a_photo_lies_in_s3_storage(desk: Desk) -> None:
    desk.store._files = S3Files(new_bucket())
    repair = desk.request()
    photo = add(desk, repair)
    assert base64.b64decode(look(desk, repair, photo, desk.resident)["content"]) == png()
    desk.store.files.delete(key_of("repairs", photo["id"]))
    with pytest.raises(FileLost):
        look(desk, repair, photo, desk.resident)


def test_P09_a_photo_of_an_earlier_release_is_read_from_the_database(desk: Desk) -> None:
    repair = desk.request()
    photo = add(desk, repair)
    desk.store.files.delete(key_of("repairs", photo["id"]))
    with desk.store.write() as uow:
        uow.session.execute(update(Photo).values(content=png()))
    assert base64.b64decode(look(desk, repair, photo, desk.resident)["content"]) == png()


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_P09_a_missing_or_damaged_file_is_a_clear_refusal(desk: Desk, harm: str) -> None:
    repair = desk.request()
    photo = add(desk, repair)
    key = key_of("repairs", photo["id"])
    if harm == "missing":
        desk.store.files.delete(key)
    else:
        desk.store.files.put(key, png()[:-1] + b"?")
    with pytest.raises(FileLost):
        look(desk, repair, photo, desk.resident)
    assert desk.get(repair["id"])["photos"] == [photo], "what is known of it stays"


def test_P09_what_is_refused_leaves_no_file(desk: Desk) -> None:
    repair = desk.request()
    with pytest.raises(NotFound):
        add(desk, repair, desk.neighbour)
    assert kept(desk) == []


def test_P09_what_is_refused_after_the_file_was_put_leaves_none(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    repair = desk.request()
    limit(desk, 1)
    put = desk.store.files.put

    def meanwhile(key: str, content: bytes) -> None:
        put(key, content)
        monkeypatch.setattr(desk.store.files, "put", put)
        add(desk, repair)

    monkeypatch.setattr(desk.store.files, "put", meanwhile)
    with pytest.raises(Exception, match="at most 1 attachments"):
        add(desk, repair)
    assert kept(desk) == rows(desk) and len(rows(desk)) == 1


def die_at(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Have the process end at the first hit of a place."""

    def hit(at: str) -> None:
        if at == place:
            raise Killed

    monkeypatch.setattr(failpoints, "hit", hit)


def test_P09_a_file_whose_row_was_never_written_goes_within_a_day(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    repair = desk.request()
    mine = add(desk, repair)
    with monkeypatch.context() as patch:
        die_at(patch, failpoints.FILE_PUT)
        with pytest.raises(Killed):
            add(desk, repair)
    assert len(kept(desk)) == 2 and rows(desk) == [mine["id"]]
    desk.later(hours=23)
    assert len(kept(desk)) == 2, "it may still be under way"
    desk.later(hours=2)
    assert kept(desk) == [mine["id"]]


def test_P09_without_the_deadline_before_it_the_file_would_stay_for_good(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    repair = desk.request()
    with monkeypatch.context() as patch:
        die_at(patch, failpoints.FILE_PUT)
        patch.setattr("foundation.deadlines.Deadlines.set", lambda *_, **__: None)
        with pytest.raises(Killed):
            add(desk, repair)
    desk.later(days=30)
    assert len(kept(desk)) == 1 and rows(desk) == []


def test_P09_a_row_is_not_written_when_its_file_has_gone_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A storage that took longer than a day."""
    repair = desk.request()
    put = desk.store.files.put

    def slowly(key: str, content: bytes) -> None:
        put(key, content)
        desk.later(hours=25)

    monkeypatch.setattr(desk.store.files, "put", slowly)
    with pytest.raises(StorageAway):
        add(desk, repair)
    assert kept(desk) == rows(desk) == []


WRITER = """
import sys
from pathlib import Path
from foundation.actor import Actor
from foundation.files.folder import FolderFiles
from foundation.storage.store import open_store
from services.repairs.service import RepairsService as Service
url, files, repair, content = sys.argv[1:]
store = open_store(url, "repairs")
store._files = FolderFiles(Path(files))
store.clock = __import__("foundation.clock").clock.FixedClock(
    __import__("datetime").datetime.fromisoformat("2026-11-02T02:00:00+00:00"))
actor = Actor(id="p", name="p", roles=frozenset({"receptionist"}), household_ids=frozenset(),
              request_id="t")
Service.add_photo.entry.perform(store, actor, {"repair_id": repair, "content": content})
"""


def killed(desk: Desk, repair: Answer, home: Path, place: str) -> None:
    """Have another process file a photo and be killed at a place."""
    (home / place).write_text("1")
    files = desk.store.files
    assert isinstance(files, FolderFiles)
    url = desk.store.engine.url.render_as_string(hide_password=False)
    arguments = [url, str(files.root), repair["id"], base64.b64encode(png()).decode()]
    done = subprocess.run(
        [sys.executable, "-c", WRITER, *arguments], cwd=ROOT, check=False, capture_output=True,
        env=os.environ | {"GUANJIA_KILL_POINTS": str(home)}, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == -9, done.stderr


def test_P09_a_process_killed_while_it_files_leaves_no_orphan(desk: Desk, tmp_path: Path) -> None:
    home = tmp_path / "kill"
    home.mkdir()
    repair = desk.request()
    killed(desk, repair, home, failpoints.FILE_PUT)
    assert len(kept(desk)) == 1 and rows(desk) == []
    desk.later(hours=25)
    assert kept(desk) == rows(desk) == []
    add(desk, repair)
    assert kept(desk) == rows(desk) and len(rows(desk)) == 1


def erased(desk: Desk) -> Answer:
    """A repair with a photo, which retention has erased."""
    repair = desk.request()
    add(desk, repair)
    desk.call("cancel", desk.resident, repair_id=repair["id"], reason="不修了")
    desk.later(days=RepairPolicy().keep_repairs_days + 2)
    pass_nights(desk.store, Service, desk.clock)
    return repair


def test_P09_erasure_takes_the_file_with_the_row(desk: Desk) -> None:
    erased(desk)
    assert rows(desk) == kept(desk) == []


def test_P09_without_the_deadline_of_removal_the_file_would_stay(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr("foundation.files.keeping.drop", lambda *_: None)
    erased(desk)
    assert rows(desk) == [] and len(kept(desk)) == 1


def test_P09_a_file_that_a_row_names_is_never_taken(desk: Desk) -> None:
    repair = desk.request()
    photo = add(desk, repair)
    with desk.store.write() as uow:
        keeping.drop(uow, photo["id"])
    desk.later(minutes=1)
    assert kept(desk) == [photo["id"]]


def test_P09_without_looking_for_the_row_it_would_be_taken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    repair = desk.request()
    photo = add(desk, repair)
    handlers: dict[str, Any] = dict(keeping.dropping())
    with desk.store.write() as uow:
        keeping.drop(uow, photo["id"])
    with desk.store.write() as uow:
        handlers[keeping.DROP](uow, uow.deadlines.waiting(keeping.DROP, photo["id"])[0])
    assert kept(desk) == []


def test_P09_units_of_work_never_wait_for_the_storage(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another writes while a file is on its way: of SQLite's one writer nobody would."""
    repair, other = desk.request(), desk.request()
    put: Callable[[str, bytes], None] = desk.store.files.put

    def meanwhile(key: str, content: bytes) -> None:
        monkeypatch.setattr(desk.store.files, "put", put)
        add(desk, other)
        put(key, content)

    monkeypatch.setattr(desk.store.files, "put", meanwhile)
    add(desk, repair)
    assert isinstance(desk.store, Store) and len(rows(desk)) == 2
