"""CPU seconds and resident memory of processes, from /proc."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
BACKEND = re.compile(r"postgres: (\w+) (\w+) \S+\(\d+\)")
"""Title of a PostgreSQL process that serves a connection: user and database."""


def children(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """Processor time that processes, and those of their children that ended, have taken."""
    return sum(ticks(pid) for pid in pids) / TICK


def ticks(pid: int) -> int:
    """User and system time of a process and of its ended children; 0 for one that is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(one) for one in fields[11:15])


def pss_megabytes(pids: Iterable[int]) -> float:
    """Resident memory, what is shared divided among those who share it."""
    return sum(proportional(pid) for pid in pids) / 1024


def proportional(pid: int) -> int:
    """Proportional set size of a process in KiB; 0 for one that is gone."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(re.findall(r"^Pss:\s+(\d+)", text, re.MULTILINE)[0])


def rss_megabytes(pid: int) -> float:
    """Resident memory of one process, what is shared counted in full."""
    text = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"^VmRSS:\s+(\d+)", text, re.MULTILINE)[0]) / 1024


def postgres_groups(postmaster: int, database: str) -> Mapping[str, list[int]]:
    """Processes of a PostgreSQL by the login they serve; the rest is `postgres itself`.

    Those that serve other databases are left out.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for pid in children(postmaster):
        try:
            title = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if found := BACKEND.match(title):
            if found[2] == database:
                groups[f"postgres for {found[1]}"].append(pid)
        else:
            groups["postgres itself"].append(pid)
    return groups
