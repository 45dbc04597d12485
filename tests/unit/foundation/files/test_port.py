"""P09: one port for files, on a folder and on S3-compatible storage alike."""

from collections.abc import Callable
from pathlib import Path

import pytest

from foundation.config import ConfigurationError, Settings
from foundation.errors import StorageAway
from foundation.files.folder import FolderFiles
from foundation.files.opening import opened
from foundation.files.port import FileLost, Files, key_of
from foundation.files.s3 import S3Files
from foundation.ids import new_id
from tests.operations.conftest import NOON
from tests.support.s3 import new_bucket
from tests.support.shared import free_port

KEY = key_of("repairs", new_id(NOON))


@pytest.fixture(params=["folder", "s3"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    """Each place in turn."""
    makers: dict[str, Callable[[], Files]] = {
        "folder": lambda: FolderFiles(tmp_path / "files"),
        "s3": lambda: S3Files(new_bucket()),
    }
    return makers[str(request.param)]()


def test_P09_what_is_put_is_had_until_it_is_deleted(files: Files) -> None:
    content = bytes(range(256)) * 5_000
    files.put(KEY, content)
    assert files.get(KEY) == content
    files.put(KEY, content)
    files.delete(KEY)
    files.delete(KEY)
    with pytest.raises(FileLost):
        files.get(KEY)


def test_P09_files_of_services_lie_apart(files: Files) -> None:
    one = new_id(NOON)
    files.put(key_of("repairs", one), b"repairs")
    with pytest.raises(FileLost):
        files.get(key_of("notices", one))


def test_P09_what_is_away_says_so() -> None:
    nobody = S3Files(f"s3+http://key:secret@127.0.0.1:{free_port()}/bucket")
    acts: tuple[Callable[[], object], ...] = (
        lambda: nobody.put(KEY, b"x"), lambda: nobody.get(KEY), lambda: nobody.delete(KEY),
    )  # fmt: skip
    for act in acts:
        with pytest.raises(StorageAway):
            act()


def test_P09_a_bucket_that_is_not_there_is_no_lost_file() -> None:
    with pytest.raises(StorageAway):
        S3Files(new_bucket().replace("/files-", "/other-")).get(KEY)


def test_P09_a_folder_is_its_owners_alone_and_never_shows_half_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "a" / "files"
    FolderFiles(root).put(KEY, b"content")
    assert {oct(path.stat().st_mode & 0o777) for path in root.rglob("*")} == {"0o600", "0o700"}

    def full(_opened: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("foundation.files.folder.os.fsync", full)
    other = key_of("repairs", new_id(NOON))
    with pytest.raises(StorageAway):
        FolderFiles(root).put(other, b"content")
    assert [path.name for path in root.rglob("*") if path.is_file()] == [KEY.rsplit("/", 1)[1]]


def configured(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    """Settings of this environment."""
    monkeypatch.delenv("GUANJIA_FILES", raising=False)
    for name, value in values.items():
        monkeypatch.setenv(f"GUANJIA_{name}", value)
    return Settings.from_environment()


def test_P09_one_process_keeps_files_beside_its_databases(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = opened(configured(monkeypatch, DATA_DIR=str(tmp_path)))
    assert isinstance(found, FolderFiles) and found.root == tmp_path / "files"
    found = opened(configured(monkeypatch, FILES=str(tmp_path / "other")))
    assert isinstance(found, FolderFiles) and found.root == tmp_path / "other"


def test_P09_a_secret_address_comes_from_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "address").write_text(new_bucket() + "\n")
    found = opened(configured(monkeypatch, FILES_FILE=str(tmp_path / "address")))
    assert isinstance(found, S3Files)
    found.put(KEY, b"there")
    assert found.get(KEY) == b"there"


@pytest.mark.parametrize("address", ["s3+https://host/bucket", "s3+https://key:secret@host", "s3"])
def test_P09_an_address_that_names_too_little_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    with pytest.raises(ConfigurationError, match="GUANJIA_FILES"):
        opened(configured(monkeypatch, FILES=address))


def test_P09_a_cluster_says_where_its_files_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match="GUANJIA_FILES"):
        opened(configured(monkeypatch, MODE="cluster"))
