"""Places where a test of faults ends the process, as `kill -9` would at exactly that moment.

In production a place costs the look at a constant. Only a process that was started with
`GUANJIA_KILL_POINTS`, the path of a folder, looks further: a file there named after the place
says at which hit the process dies, and goes with it.
"""

import os
import signal
from pathlib import Path

FOLDER = os.environ.get("GUANJIA_KILL_POINTS")

RPC_ACTING = "rpc.acting"
"""In the middle of a call: its rows are written, nothing is committed."""
RPC_ANSWERING = "rpc.answering"
"""The call has acted; the caller has not been answered."""
RPC_ANSWERED = "rpc.answered"
"""The caller has the answer; the broker still holds the call."""
COMMITTED = "store.committed"
"""After the commit of an event, before the relay is woken."""
PUBLISHED = "relay.published"
"""Events are published and not marked so."""
EVENT_PROCESSING = "event.processing"
"""In the middle of an event's effect."""
EVENT_PROCESSED = "event.processed"
"""An event's effect is committed, its delivery is not acknowledged."""
DEADLINE_PROCESSING = "deadline.processing"
"""In the middle of a deadline: of a sweep, of a batch of bills."""
DEADLINE_PROCESSED = "deadline.processed"
"""Between two deadlines of a sweep, two batches of a bill run."""

FILE_PUT = "file.put"
"""A file is where it lies, its row is not written."""


def hit(place: str) -> None:
    """Die here if a test wants it."""
    if FOLDER is not None:
        count_down(Path(FOLDER) / place)


def count_down(order: Path) -> None:
    """Kill this process at the hit that the order names."""
    try:
        hits = int(order.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    if hits > 1:
        order.write_text(str(hits - 1), encoding="utf-8")
        return
    order.unlink()
    os.kill(os.getpid(), signal.SIGKILL)
