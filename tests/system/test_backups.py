"""`guanjia backup` and `restore`: where something is wrong, one clear line and nothing touched."""

import json
import sqlite3
import tarfile
from pathlib import Path

import pytest
from sqlalchemy import select

from foundation.files.folder import FolderFiles
from foundation.files.port import key_of
from foundation.ids import new_id
from foundation.storage.store import open_store
from guanjia.backups import NAMES, SERVICES
from guanjia.cli import own_secret, previous_secret
from services.directory.households.tables import Member
from services.directory.leavers import operations as leavers
from tests.operations.conftest import NOON
from tests.system.test_command_line import guanjia, workbook


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with small databases and a key."""
    folder = tmp_path / "data"
    folder.mkdir()
    for service in SERVICES:
        with sqlite3.connect(folder / f"{service}.db") as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE kept (text TEXT)")
            connection.execute("INSERT INTO kept VALUES (?)", (service,))
        connection.close()
    (folder / "secret.key").write_text("made-up")
    (folder / "secret.previous").write_text("made-up before")
    return folder


def test_what_was_backed_up_is_restored(data: Path, tmp_path: Path) -> None:
    """Also what is only in the write-ahead log; the key is kept."""
    open_still = sqlite3.connect(data / "billing.db")
    open_still.execute("INSERT INTO kept VALUES ('in the log')")
    open_still.commit()
    assert guanjia(data, "backup", str(tmp_path / "a.tar.gz")).returncode == 0
    open_still.close()
    other = tmp_path / "other"
    done = guanjia(other, "restore", str(tmp_path / "a.tar.gz"))
    assert done.returncode == 0, done.stderr
    assert {path.name for path in other.iterdir()} == set(NAMES)
    with sqlite3.connect(other / "billing.db") as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (2,)
    connection.close()


def test_P09_files_go_with_the_backup_and_nothing_else_does(data: Path, tmp_path: Path) -> None:
    """Under the name that the restored database knows them by."""
    name = key_of("repairs", new_id(NOON))
    FolderFiles(data / "files").put(name, b"a photo")
    (data / "files" / "notes.txt").write_text("nobody's")
    done = guanjia(data, "backup", str(tmp_path / "a.tar.gz"))
    assert "1 files" in done.stdout
    with tarfile.open(tmp_path / "a.tar.gz") as archive:
        assert {one for one in archive.getnames() if "files" in one} == {f"files/{name}"}
    other, elsewhere = tmp_path / "other", tmp_path / "elsewhere"
    assert guanjia(other, "restore", str(tmp_path / "a.tar.gz")).returncode == 0
    assert FolderFiles(other / "files").get(name) == b"a photo"
    modes = {oct(path.stat().st_mode & 0o777) for path in (other / "files").rglob("*")}
    assert modes == {"0o600", "0o700"}
    third = {"GUANJIA_FILES": str(elsewhere)}
    assert guanjia(tmp_path / "3", "restore", str(tmp_path / "a.tar.gz"), **third).returncode == 0
    assert FolderFiles(elsewhere).get(name) == b"a photo"
    storage = {"GUANJIA_FILES": "s3+https://key:secret@host/bucket"}
    done = guanjia(data, "backup", str(tmp_path / "b.tar.gz"), **storage)
    assert "without the files" in done.stdout


def test_P09_a_name_that_leads_out_of_the_folder_is_not_unpacked(
    data: Path, tmp_path: Path
) -> None:
    """However the archive names it."""
    (tmp_path / "evil").write_text("evil")
    name = key_of("repairs", new_id(NOON))
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as made:
        for one in NAMES:
            made.add(data / one, one)
        for bad in ("files/../../evil", f"files/repairs/../{name}", f"files/{name}/../../../x"):
            made.add(tmp_path / "evil", bad)
    other = tmp_path / "a" / "other"
    assert guanjia(other, "restore", str(tmp_path / "a.tar.gz")).returncode == 0
    assert {path.name for path in other.iterdir()} == set(NAMES)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["other"]


@pytest.mark.parametrize("harm", ["half", "a page", "a member", "not an archive"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(
    data: Path, tmp_path: Path, harm: str
) -> None:
    """Before anything is put in its place."""
    archive = tmp_path / "a.tar.gz"
    if harm == "a page":
        with (data / "billing.db").open("r+b") as file:
            file.seek(4096)
            file.write(b"x" * 4096)
    if harm in ("a page", "a member"):
        with tarfile.open(archive, "w:gz") as made:
            for name in NAMES[: -1 if harm == "a member" else None]:
                made.add(data / name, name)
    else:
        assert guanjia(data, "backup", str(archive)).returncode == 0
        whole = archive.read_bytes()
        archive.write_bytes(whole[: len(whole) // 2] if harm == "half" else b"no archive")
    other = tmp_path / "other"
    done = guanjia(other, "restore", str(archive))
    assert done.returncode == 1
    assert "not a whole backup" in done.stderr or "damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(other.iterdir()) == []


def test_a_backup_never_overwrites_one(data: Path, tmp_path: Path) -> None:
    """Nor is an empty folder backed up."""
    (tmp_path / "a.tar.gz").write_text("the one before")
    done = guanjia(data, "backup", str(tmp_path / "a.tar.gz"))
    assert (done.returncode, "there already" in done.stderr) == (1, True)
    done = guanjia(tmp_path / "empty", "backup", str(tmp_path / "b.tar.gz"))
    assert (done.returncode, "no data" in done.stderr) == (1, True)
    assert not (tmp_path / "b.tar.gz").exists()


def test_P08_the_key_of_one_process_is_changed_by_a_command(tmp_path: Path) -> None:
    """What was sealed before opens, and is sealed anew; cut off anywhere, it is done again."""
    data = tmp_path / "data"
    assert guanjia(data, "migrate").returncode == 0
    assert "no secret.key" in guanjia(data, "secrets", "rotate").stderr
    old = own_secret(data)
    book = workbook(
        tmp_path / "households.xlsx",
        ["楼栋", "房号", "类型", "建筑面积", "业主姓名", "手机", "身份证号"],
        ["3栋", "1-101", "住宅", 89.5, "王芳", "13800000001", "11010519491231002X"],
    )
    secret = {"GUANJIA_SECRET_KEY": old}
    assert guanjia(data, "import", "households", str(book), **secret).returncode == 0
    kept = numbers(data)
    done = guanjia(data, "secrets", "rotate")
    assert "1 identity numbers" in done.stdout, done.stderr
    assert numbers(data) != kept and numbers(data)[0].startswith("s1.")
    assert previous_secret(data) == old != own_secret(data)
    assert oct((data / "secret.previous").stat().st_mode & 0o777) == "0o600"
    again = guanjia(data, "secrets", "rotate")
    assert "1 identity numbers" in again.stdout, again.stderr
    refused = guanjia(data, "secrets", "rotate", **secret)
    assert "GUANJIA_PREVIOUS_SECRET_KEY" in refused.stderr


def numbers(data: Path) -> list[str]:
    """Identity numbers as they lie in the database."""
    with sqlite3.connect(data / "directory.db") as connection:
        found = [row[0] for row in connection.execute("SELECT id_number FROM members")]
    connection.close()
    return found


def test_P08_a_restore_erases_again_who_was_erased_since(tmp_path: Path) -> None:
    """By the list that a later backup has left beside itself, before anything can be read."""
    data, kept = tmp_path / "data", tmp_path / "backups"
    kept.mkdir()
    assert guanjia(data, "migrate").returncode == 0
    book = workbook(
        tmp_path / "households.xlsx",
        ["楼栋", "房号", "类型", "建筑面积", "业主姓名", "手机"],
        ["3栋", "1-101", "住宅", 89.5, "欧阳离去", "13987654321"],
    )
    assert guanjia(data, "import", "households", str(book)).returncode == 0
    assert guanjia(data, "backup", str(kept / "1.tar.gz")).returncode == 0
    store = open_store(f"sqlite:///{data}/directory.db", "directory")
    with store.write() as uow:
        leavers.erase(uow, list(uow.session.scalars(select(Member.id))))
    store.engine.dispose()
    assert len(json.loads(guanjia(data, "erased", "list").stdout)["members"]) == 1
    assert guanjia(data, "backup", str(kept / "2.tar.gz")).returncode == 0
    assert oct((kept / "2.tar.gz.erased").stat().st_mode & 0o777) == "0o600"
    done = guanjia(tmp_path / "again", "restore", str(kept / "1.tar.gz"))
    assert "1 entries that were erased are erased again" in done.stdout, done.stderr
    assert "欧阳离去".encode() not in (tmp_path / "again" / "directory.db").read_bytes()
    (kept / "2.tar.gz.erased").unlink()  # negative control: nothing tells of it
    assert guanjia(tmp_path / "third", "restore", str(kept / "1.tar.gz")).returncode == 0
    assert "欧阳离去".encode() in (tmp_path / "third" / "directory.db").read_bytes()
    (kept / "bad.erased").write_text("[]")
    done = guanjia(tmp_path / "fourth", "restore", str(kept / "1.tar.gz"))
    assert (done.returncode, "no list of who was erased" in done.stderr) == (1, True)
    assert list((tmp_path / "fourth").iterdir()) == []
