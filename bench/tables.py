"""How benchmarks say what they found: Markdown on standard output, progress on standard error."""

import json
import statistics
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

FIGURES = "<!-- figures: {} -->"
"""A line for `bench.__main__`: what other tables are derived from."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; the first column is text, the others are numbers."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def say(*parts: str) -> None:
    """Write parts of the document, with an empty line after each."""
    for part in parts:
        print(part, end="\n\n", flush=True)


def figures(**values: float) -> str:
    """Figures for other tables."""
    return FIGURES.format(json.dumps({key: round(value, 3) for key, value in values.items()}))


def progress(text: str) -> None:
    """Tell who waits."""
    print(text, file=sys.stderr, flush=True)


def spread(values: Sequence[float], digits: int = 1) -> str:
    """Median, and from where to where."""
    low, high = min(values), max(values)
    return f"{statistics.median(values):.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def merged(lines: Iterable[str]) -> Mapping[str, Any]:
    """All figures in some lines."""
    head, tail = FIGURES.split("{}")
    found: dict[str, Any] = {}
    for line in lines:
        if line.startswith(head):
            found |= json.loads(line.strip().removeprefix(head).removesuffix(tail))
    return found
