"""Reads the worked tables of `docs/rules/`, so that page and test cannot drift apart."""

from datetime import UTC, datetime
from pathlib import Path

from foundation.clock import SHANGHAI

RULES = Path(__file__).resolve().parents[2] / "docs" / "rules"


def worked_table(page: str, heading: str) -> list[dict[str, str]]:
    """The rows of the first table under a heading, by column; raise where there is none."""
    text = (RULES / page).read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    header, _rule, *rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    assert rows, f"{page}: the table under {heading} is empty"
    return [dict(zip(header, row, strict=True)) for row in rows]


def local(text: str) -> datetime:
    """A local time of a table, `2026-11-02 10:00`, as an aware UTC moment."""
    moment = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
    return moment.astimezone(UTC)
