"""A file system of a test's own, which may run full."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOMY = 1 << 30
"""Bytes it may hold while it is not full; it takes only what is written."""


class SmallDisk:
    """A file system in memory whose size can be changed while files on it are open."""

    def __init__(self, home: Path) -> None:
        home.mkdir()
        self.home = home
        self._mount("-t", "tmpfs", "-o", f"size={ROOMY},mode=0755", "tmpfs")

    @contextmanager
    def full(self) -> Iterator[None]:
        """Leave no room beside what is written, for a while."""
        while not self._shrink():
            continue
        try:
            yield
        finally:
            self._mount("-o", f"remount,size={ROOMY}")

    def _shrink(self) -> bool:
        """Whether nothing was written between the look and the deed; else that is refused."""
        found = os.statvfs(self.home)
        used = (found.f_blocks - found.f_bfree) * found.f_frsize
        try:
            self._mount("-o", f"remount,size={used}")
        except subprocess.CalledProcessError:
            return False
        return True

    def remove(self) -> None:
        """Forget it and what it holds."""
        subprocess.run(["umount", "--lazy", self.home], check=True)

    def _mount(self, *arguments: str) -> None:
        subprocess.run(["mount", *arguments, self.home], check=True, capture_output=True)


def small_disk(home: Path) -> SmallDisk | None:
    """One, where this machine lets us mount."""
    try:
        return SmallDisk(home)
    except (OSError, subprocess.CalledProcessError):
        return None
