"""Work that is done in a process of its own, so that nobody else is held up or made fat by it.

What such work costs is decided by what it is given, or by the libraries that it needs. The process
that answers requests starts another one, with limits that it sets to itself, writes to it what
there is to do, and waits for its answer as for anything else from outside.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foundation.errors import ServiceError

ROOT = Path(__file__).parents[1]
BARE = ("-I", "-S")
"""Without anything installed: it starts in a fiftieth of a second and needs 10 MB."""
INSTALLED = ("-I",)
"""With the libraries of this installation, and nothing from its environment."""


class Workshop:
    """Where processes of one kind work: a few at once, the others wait for their turn."""

    def __init__(
        self,
        module: str,
        full: type[ServiceError],
        *,
        flags: tuple[str, ...] = BARE,
        at_once: int = 1,
        waiting: float = 15,
        patience: float = 40,
    ) -> None:
        """`module` has a `main`. `waiting`: seconds for a turn, before `full` is raised;
        `patience`: seconds for an answer, on a busy machine."""
        begin = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from {module} import main; main()"
        self._command = (sys.executable, *flags, "-c", begin)
        self._full = full
        self._turns = threading.Semaphore(at_once)
        self.waiting = waiting
        self.patience = patience

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A place; raise `full` if none comes free."""
        if not self._turns.acquire(timeout=self.waiting):
            raise self._full
        try:
            yield
        finally:
            self._turns.release()

    def ask(self, told: bytes) -> bytes:
        """What a process answers; nothing of use, if it was stopped. Raise `full`."""
        with (
            self.turn(),
            subprocess.Popen(  # noqa: S603 - the command is ours
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            ) as process,
        ):
            try:
                return process.communicate(told, timeout=self.patience)[0]
            except Exception as error:
                # In a green process it is raised as the class of the module that was not patched.
                if type(error).__name__ != "TimeoutExpired":
                    raise
                return b""
            finally:
                process.kill()
