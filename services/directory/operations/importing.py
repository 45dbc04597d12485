"""Import of households from a spreadsheet (D01).

The file is opened and checked before any transaction. It is written in chunks by building and
unit: what is known is updated, what is new is entered, empty cells leave what is there. The same
file again changes nothing, so an import that was cut off is simply repeated.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError

from contracts.directory.codes import RowOutcome
from foundation.actor import Actor
from foundation.storage.store import Store
from services.directory.domain.household_rows import HouseholdRow, check_rows
from services.directory.domain.policy import DirectoryPolicy
from services.directory.domain.row_errors import RowError
from services.directory.errors import SpreadsheetHasErrors
from services.directory.sheets import decoded, rows_of
from services.directory.upserting import differences, households_at, put

SHOWN_ERRORS = 200
"""Rows named in a refusal; a dry run lists all."""


def import_file(store: Store, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
    """Import a spreadsheet; refusals as in `import_rows` and `rows_of`."""
    with store.read(actor) as work:
        policy = work.policy(DirectoryPolicy)
    rows = rows_of(decoded(data.pop("file")), policy.import_max_rows)
    return import_rows(store, actor, data | {"rows": rows})


def import_rows(store: Store, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
    """Check rows and, unless it is a dry run, write the good ones.

    Raise `SpreadsheetHasErrors` if a row is wrong and the caller does not accept that only the
    good ones are imported; then nothing is written.
    """
    good, errors = check_rows(data["rows"])
    if errors and not data["dry_run"] and not data["accept_valid"]:
        raise refusal(errors, actor.language)
    outcomes: list[str] = []
    for chunk in chunks(good, policy_of(store).import_chunk_rows):
        outcomes += survey(store, chunk) if data["dry_run"] else write(store, actor, chunk)
        time.sleep(0)  # let requests in between
    done = Counter(outcomes)
    return {
        "rows": len(data["rows"]),
        "valid": len(good),
        **{outcome: done[outcome] for outcome in RowOutcome},
        "imported": not data["dry_run"],
        "errors": [shown(error, actor.language) for error in errors],
        "outcomes": each(good, outcomes) if data["dry_run"] else [],
    }


def each(rows: Sequence[HouseholdRow], outcomes: Sequence[str]) -> list[dict[str, Any]]:
    """What each row would do."""
    return [
        {
            "row": row.row,
            "building": row.building,
            "unit": row.unit,
            "owner_name": row.owner_name,
            "outcome": outcome,
        }
        for row, outcome in zip(rows, outcomes, strict=True)
    ]


def policy_of(store: Store) -> DirectoryPolicy:
    """The policy in force."""
    with store.read() as work:
        return work.policy(DirectoryPolicy)


def survey(store: Store, rows: Sequence[HouseholdRow]) -> list[str]:
    """Which rows would create, update, change nothing; nothing is written."""
    with store.read() as work:
        known = households_at(work, rows)
        return [
            RowOutcome.CREATED
            if row.place not in known
            else RowOutcome.UPDATED
            if differences(known[row.place], row)
            else RowOutcome.UNCHANGED
            for row in rows
        ]


def write(store: Store, actor: Actor, rows: Sequence[HouseholdRow]) -> list[str]:
    """Write a chunk; once more if somebody entered one of its units meanwhile."""
    try:
        return write_once(store, actor, rows)
    except IntegrityError:
        return write_once(store, actor, rows)


def write_once(store: Store, actor: Actor, rows: Sequence[HouseholdRow]) -> list[str]:
    """Write a chunk in one transaction."""
    with store.write(actor, "directory.import_households") as work:
        known = households_at(work, rows)
        return [put(work, known.get(row.place), row) for row in rows]


def chunks(rows: Sequence[HouseholdRow], size: int) -> Iterator[Sequence[HouseholdRow]]:
    """The rows in portions."""
    return (rows[start : start + size] for start in range(0, len(rows), size))


def refusal(errors: Sequence[RowError], language: str) -> SpreadsheetHasErrors:
    """The refusal that names the first bad rows."""
    named = {
        f"rows.{error.row}.{error.field}": [error.words()[language_of(language)]]
        for error in errors[:SHOWN_ERRORS]
    }
    return SpreadsheetHasErrors(errors=named, count=len({error.row for error in errors}))


def shown(error: RowError, language: str) -> dict[str, Any]:
    """An error as the contract tells it."""
    words = error.words()
    return {
        "row": error.row,
        "field": error.field,
        "message": words[language_of(language)],
        "messages": words,
    }


def language_of(language: str) -> str:
    """`en` for English callers, else `zh`."""
    return "en" if language.startswith("en") else "zh"
