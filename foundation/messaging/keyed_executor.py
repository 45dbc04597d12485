"""Work in order where order matters, side by side where it does not."""

from collections import deque
from collections.abc import Callable, Hashable
from typing import Any

Job = Callable[[], None]


class KeyedSerialExecutor:
    """Runs jobs of one key one after another, and those of different keys beside each other.

    `spawn` starts a green thread; jobs handle their own errors.
    """

    def __init__(self, spawn: Callable[[Job], Any]) -> None:
        self._spawn = spawn
        self._waiting: dict[Hashable, deque[Job]] = {}

    def __len__(self) -> int:
        """How many jobs are under way or waiting."""
        return sum(len(jobs) for jobs in self._waiting.values())

    def __contains__(self, key: Hashable) -> bool:
        """Whether a job of this key is under way or waiting."""
        return key in self._waiting

    def submit(self, key: Hashable, job: Job) -> None:
        """Run the job after all others of its key. A job counts until it has ended."""
        jobs = self._waiting.setdefault(key, deque())
        jobs.append(job)
        if len(jobs) == 1:
            self._spawn(lambda: self._process(key, jobs))

    def _process(self, key: Hashable, jobs: deque[Job]) -> None:
        while jobs:
            jobs[0]()
            jobs.popleft()
        del self._waiting[key]
