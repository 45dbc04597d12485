"""Limits that a process sets to itself, before it begins what may cost more than is bearable."""

import os
import resource

MEGABYTE = 1_000_000


def bound(megabytes: int, seconds: int) -> None:
    """Bear no more memory and processor time than that, and give requests the right of way."""
    memory = megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
