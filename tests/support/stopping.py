"""A process that is told to stop, and how long it may take."""

import signal
import time

from tests.support.product import Process

GRACE = 10.0
"""Seconds in which a service finishes what it holds (docs/operations.md)."""
SLACK = 5.0
"""Seconds after the grace in which it has gone, or Docker kills it (`stop_grace_period`)."""


class Stopping:
    """Tells a process to stop, and keeps when."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._log_before = process.log.stat().st_size
        self._stopped_at = time.monotonic()
        process.popen.send_signal(signal.SIGTERM)

    @property
    def seconds(self) -> float:
        """Since it was told."""
        return time.monotonic() - self._stopped_at

    @property
    def log(self) -> str:
        """What it has logged since it was told."""
        return self._process.log.read_bytes()[self._log_before :].decode()

    def has_finished(self) -> bool:
        """Wait until it has gone, which is soon; whether it finished all that it held."""
        status = self._process.popen.wait(max(0.0, GRACE + SLACK - self.seconds))
        assert status == 0, self.log
        return "grace is over" not in self.log
