"""The port: what a place for files can do (P09).

A file is put once, under a key that nothing else ever had, and never changed. Who may see it is
told by the row that names it; here nobody is asked.
"""

from typing import Protocol

from foundation.errors import ServiceError


class FileLost(ServiceError):
    """The file is no longer there, or it is damaged. Tell the administrator."""

    code = "file_lost"


class Files(Protocol):
    """A place for files. Whatever cannot be reached raises `StorageAway`."""

    def put(self, key: str, content: bytes) -> None:
        """Keep it; when this returns it outlives the loss of power. Again: the same."""

    def get(self, key: str) -> bytes:
        """The content as it was put; raise `FileLost` where there is none."""

    def delete(self, key: str) -> None:
        """Have it no longer; nothing where there is none."""


def key_of(service: str, file_id: str) -> str:
    """Where a service's file lies: some three days of files share a folder."""
    return f"{service}/{file_id[:5]}/{file_id}"
