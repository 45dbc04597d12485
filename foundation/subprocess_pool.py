"""A pool of subprocesses for work that may need much memory or processor time.

How much is decided by the input (a hostile spreadsheet), or by the libraries that it takes. The
process that answers requests starts another one for each piece of work, which limits itself
(`foundation.resource_limits`), writes the input to it, and waits for its output as for anything
else from outside: nobody else is slowed down, and the memory is free again afterwards.
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


class SubprocessPool:
    """Runs one module in subprocesses: a few at once, further work waits for a slot."""

    def __init__(
        self,
        module: str,
        full: type[ServiceError],
        *,
        flags: tuple[str, ...] = BARE,
        max_processes: int = 1,
        slot_seconds: float = 15,
        run_seconds: float = 40,
    ) -> None:
        """`module` has a `main` that reads standard input and writes standard output.

        `full` is raised where no slot comes free within `slot_seconds`; a process that takes longer
        than `run_seconds` (on a busy machine) is stopped.
        """
        begin = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from {module} import main; main()"
        self._command = (sys.executable, *flags, "-c", begin)
        self._full = full
        self._slots = threading.Semaphore(max_processes)
        self.slot_seconds = slot_seconds
        self.run_seconds = run_seconds

    @contextmanager
    def slot(self) -> Iterator[None]:
        """One of the slots; raise `full` if none comes free."""
        if not self._slots.acquire(timeout=self.slot_seconds):
            raise self._full
        try:
            yield
        finally:
            self._slots.release()

    def run(self, data: bytes) -> bytes:
        """What a process writes when it is given `data`; empty or cut off where it was stopped, by
        its limits or after `run_seconds`. Raise `full`."""
        with (
            self.slot(),
            subprocess.Popen(  # noqa: S603 - the command is ours
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            ) as process,
        ):
            try:
                return process.communicate(data, timeout=self.run_seconds)[0]
            except Exception as error:
                # In a green process it is raised as the class of the module that was not patched.
                if type(error).__name__ != "TimeoutExpired":
                    raise
                return b""
            finally:
                process.kill()
