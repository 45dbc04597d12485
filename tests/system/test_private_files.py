"""What lies in the data folder is its owner's alone; what cannot start says so in one line."""

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from foundation.config import ConfigurationError
from guanjia import cli
from tests.support.product import ROOT, spawn
from tests.support.shared import free_port
from tests.system.test_command_line import guanjia


def modes(folder: Path) -> dict[str, str]:
    """The rights of what is in a folder, and of the folder."""
    found = {path.name: oct(path.stat().st_mode & 0o777) for path in folder.iterdir()}
    return found | {".": oct(folder.stat().st_mode & 0o777)}


def started(data: Path, port: int, umask: int = 0o022) -> subprocess.CompletedProcess[str]:
    """`guanjia up` that ends by itself."""
    return subprocess.run(
        [sys.executable, "-m", "guanjia", "up", "--no-demo", "--port", str(port),
         "--data-dir", str(data)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, umask=umask,
        env={key: value for key, value in os.environ.items() if not key.startswith("GUANJIA_")},
    )  # fmt: skip


def test_databases_key_and_backups_are_their_owners_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert guanjia(data, "migrate").returncode == 0
    cli.own_secret(data)
    found = modes(data)
    assert found.pop(".") == "0o700"
    assert "billing.db" in found
    assert set(found.values()) == {"0o600"}
    assert guanjia(data, "backup", str(tmp_path / "kept.tar.gz")).returncode == 0
    assert oct((tmp_path / "kept.tar.gz").stat().st_mode & 0o777) == "0o600"
    again = tmp_path / "again"
    assert guanjia(again, "restore", str(tmp_path / "kept.tar.gz")).returncode == 0
    assert set(modes(again).values()) == {"0o600", "0o700"}


def test_what_an_older_version_left_readable_is_closed(tmp_path: Path) -> None:
    for name in ("billing.db", "billing.db-wal", "secret.key"):
        (tmp_path / name).touch(mode=0o644)
    (tmp_path / "notes.txt").touch(mode=0o644)
    tmp_path.chmod(0o755)
    cli.keep_private(tmp_path)
    found = modes(tmp_path)
    assert found.pop("notes.txt") == "0o644", "not ours"
    assert set(found.values()) == {"0o600", "0o700"}


def test_a_backup_without_a_key_of_its_own_is_whole(tmp_path: Path) -> None:
    """Where the key comes from the environment."""
    data = tmp_path / "data"
    assert guanjia(data, "migrate").returncode == 0
    assert guanjia(data, "backup", str(tmp_path / "kept.tar.gz")).returncode == 0
    done = guanjia(tmp_path / "again", "restore", str(tmp_path / "kept.tar.gz"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "again" / "billing.db").exists()


@pytest.mark.parametrize("left", ["", "\n", None])
def test_a_key_that_was_not_filled_is_made(tmp_path: Path, left: str | None) -> None:
    if left is not None:
        (tmp_path / "secret.key").write_text(left)
    key = cli.own_secret(tmp_path)
    assert len(key) == 64
    assert cli.own_secret(tmp_path) == key
    assert modes(tmp_path)["secret.key"] == "0o600"
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_part_of_a_key_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("abc")
    with pytest.raises(ConfigurationError, match=r"secret\.key"):
        cli.own_secret(tmp_path)


def test_a_taken_port_is_one_line_before_anything_is_begun(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = started(tmp_path / "data", port)
    assert done.returncode == cli.EXIT_CONFIGURATION
    assert str(port) in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert not list((tmp_path / "data").glob("*.db"))


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("192.0.2.1", 8_000)])
def test_a_place_where_nobody_can_listen_is_one_line(host: str, port: int) -> None:
    with pytest.raises(ConfigurationError, match=host):
        cli.require_free(host, port, "--port")


def test_data_of_a_newer_version_is_one_line(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert guanjia(data, "migrate").returncode == 0
    for service in ("billing", "notices"):
        with sqlite3.connect(data / f"{service}.db") as connection:
            connection.execute(
                "UPDATE alembic_version SET version_num = '9999' "
                "WHERE rowid = (SELECT max(rowid) FROM alembic_version)"
            )
    done = started(data, free_port())
    assert done.returncode == cli.EXIT_CONFIGURATION
    assert "newer version" in done.stderr
    assert "data of billing" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_data_that_cannot_be_read_ends_without_a_traceback_of_ours(tmp_path: Path) -> None:
    (tmp_path / "billing.db").write_bytes(b"no database" * 1000)
    process = spawn("migrate", ["migrate"], {"GUANJIA_DATA_DIR": str(tmp_path)}, tmp_path)
    assert process.popen.wait(60) == 1
    assert "could not be prepared" in process.log.read_text().splitlines()[-1]
