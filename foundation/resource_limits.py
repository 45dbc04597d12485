"""Limits of memory and processor time that a process sets on itself before it reads what others
sent."""

import os
import resource

MEGABYTE = 1_000_000


def limit_resources(megabytes: int, seconds: int) -> None:
    """Take no more memory (megabytes of address space) and processor time (seconds) than that, dump
    no core, and let requests go first (`nice`). The system ends a process that goes beyond."""
    memory = megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
