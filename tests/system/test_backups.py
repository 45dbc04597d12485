"""`guanjia backup` and `restore`: where something is wrong, one clear line and nothing touched."""

import sqlite3
import tarfile
from pathlib import Path

import pytest

from guanjia.backups import NAMES, SERVICES
from tests.system.test_command_line import guanjia


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
