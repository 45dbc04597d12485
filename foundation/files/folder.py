"""Files in a folder, readable by its owner only (P09)."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from foundation.concurrency import to_thread
from foundation.errors import StorageAway
from foundation.files.port import FileLost


class FolderFiles:
    """The port on a folder, which is made with its first file."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, content: bytes) -> None:
        """Write it aside, then give it its name: nobody ever reads half of it."""
        with translated():
            to_thread(write, self.root, key, content)

    def get(self, key: str) -> bytes:
        """Its content; raise `FileLost`."""
        with translated():
            read: Callable[[], bytes] = (self.root / key).read_bytes
            return to_thread(read)

    def delete(self, key: str) -> None:
        """Take it away."""
        with translated():
            (self.root / key).unlink(missing_ok=True)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the system says into what the port says."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileLost from error
    except OSError as error:
        raise StorageAway from error


def write(root: Path, key: str, content: bytes) -> None:
    """Have a file on the disk, whole."""
    path = root / key
    for folder in reversed(path.parents):
        if folder == root or root in folder.parents:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.parent / f".{uuid4().hex}"
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    settle(path.parent)


def settle(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
