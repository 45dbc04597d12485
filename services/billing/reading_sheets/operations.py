"""Meter readings by sheet (抄表导入): tried row by row, then recorded by portions (B21).

The file is opened before any transaction. What is recorded already is left as it is, so that an
import that was cut off is simply repeated.
"""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contracts.billing.reading_sheets import ReadingOutcome
from contracts.billing.request_types import ImportReadingsRequest
from foundation.actor import Actor
from foundation.errors import SpreadsheetColumnsMissing, SpreadsheetHasErrors
from foundation.row_errors import refused, shown
from foundation.spreadsheet import Limits, Row, decoded, read_rows
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.daily.operations import today
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.meters.operations.recording import new_reading
from services.billing.meters.queries import chains
from services.billing.policy import BillingPolicy
from services.billing.reading_sheets.queries import homes_by_place, item_for
from services.billing.reading_sheets.rules.checks import Judged, judge
from services.billing.reading_sheets.rules.rows import (
    ReadingRow,
    RowError,
    columns_by_heading,
    read_row,
)

ABOVE = 5
"""Rows within which the headings are looked for: a title may stand above them."""
PORTION = 200
"""Households whose readings are recorded in one transaction."""


@dataclass(frozen=True)
class Found:
    """A row and the household it is about."""

    row: ReadingRow
    household_id: str
    building: str
    unit: str


def import_file(store: Store, actor: Actor, data: ImportReadingsRequest) -> dict[str, Any]:
    """Check the rows of a file and, unless it is a dry run, record the good ones.

    Raise `SpreadsheetHasErrors` if a row is wrong and the caller does not accept that only the good
    ones are recorded; `NotASpreadsheet`, `SpreadsheetTooLarge`, `SpreadsheetColumnsMissing`.
    """
    with store.read(actor) as uow:
        item = item_for(uow, data["name"])
        limits = Limits(rows=uow.policy(BillingPolicy).import_max_rows)
    rows = rows_of(decoded(data["file"]), limits)
    with store.read(actor) as uow:
        found, errors = located(uow, item.name, rows)
        good, wrong = judged(uow, item.name, found, confirmed=data["confirmed"] or data["dry_run"])
    errors += wrong
    if errors and not data["dry_run"] and not data["accept_valid"]:
        raise SpreadsheetHasErrors(**refused(errors, actor.language))
    if not data["dry_run"]:
        good, late = recorded(store, actor, item.name, good, data["confirmed"])
        errors += late
    done = Counter(one.outcome for _, one in good)
    return {
        "name": item.name,
        "rows": len(rows),
        "valid": len(good),
        **{outcome: done[outcome] for outcome in ReadingOutcome},
        "outliers": sum(one.usual is not None for _, one in good),
        "consumption": sum((one.consumption or Decimal(0) for _, one in good), Decimal(0)),
        "imported": not data["dry_run"],
        "errors": [shown(error, actor.language) for error in errors],
        "readings": [view(one, it) for one, it in good],
    }


def rows_of(content: bytes, limits: Limits) -> list[dict[str, Any]]:
    """The rows of a file as `{"row": number, field: cell}`."""
    rows = list(read_rows(content, limits))
    at, columns = headings_of(rows)
    return [
        {"row": number} | {name: cells[at] for at, name in columns.items() if at < len(cells)}
        for number, cells in rows[at + 1 :]
    ]


def headings_of(rows: Sequence[Row]) -> tuple[int, dict[int, str]]:
    """Which row has the headings, and which column is which."""
    tried = [columns_by_heading(cells) for _, cells in rows[:ABOVE]] or [columns_by_heading(())]
    at, (columns, missing) = min(enumerate(tried), key=lambda row: len(row[1][1]))
    if missing:
        raise SpreadsheetColumnsMissing(columns="、".join(missing))
    return at, columns


def located(
    uow: UnitOfWork, name: str, rows: Iterable[dict[str, Any]]
) -> tuple[list[Found], list[RowError]]:
    """The rows with their households; a household has one row."""
    homes = homes_by_place(uow)
    metered = item_for(uow, name).unit_types
    found: dict[str, Found] = {}
    errors: list[RowError] = []
    for cells in rows:
        row, wrong = read_row(cells)
        errors += wrong
        if row is None:
            continue
        there = homes.get(row.place.key, [])
        if len(there) != 1:
            reason = "place_twice" if there else "unknown_household"
            errors.append(RowError(row.row, "unit", reason))
            continue
        home = there[0]
        if home.unit_type not in metered:
            errors.append(RowError(row.row, "unit", "no_meter"))
        elif home.household_id in found:
            first = found[home.household_id].row.row
            errors.append(RowError(row.row, "unit", "duplicate", {"first": first}))
        else:
            found[home.household_id] = Found(row, home.household_id, home.building, home.unit)
    return list(found.values()), errors


def judged(
    uow: UnitOfWork, name: str, found: Sequence[Found], *, confirmed: bool
) -> tuple[list[tuple[Found, Judged]], list[RowError]]:
    """What each row comes to; what is far above the usual is wrong until it is confirmed."""
    policy = uow.policy(BillingPolicy)
    limits = (policy.reading_outlier_factor, policy.reading_outlier_least)
    known = chains(uow, name, [one.household_id for one in found])
    good: list[tuple[Found, Judged]] = []
    errors: list[RowError] = []
    for one in found:
        result = judge(one.row, known.get(one.household_id, []), today(uow), limits)
        if isinstance(result, RowError):
            errors.append(result)
        elif result.usual is not None and not confirmed:
            facts = {"used": result.consumption, "usual": result.usual}
            errors.append(RowError(one.row.row, "value", "outlier", facts))
        else:
            good.append((one, result))
    return good, errors


def recorded(
    store: Store, actor: Actor, name: str, good: Sequence[tuple[Found, Judged]], confirmed: bool
) -> tuple[list[tuple[Found, Judged]], list[RowError]]:
    """Record the rows; each is looked at again, now that its account is locked."""
    done: list[tuple[Found, Judged]] = []
    errors: list[RowError] = []
    for begin in range(0, len(good), PORTION):
        portion = [one for one, _ in good[begin : begin + PORTION]]
        with store.write(actor, "billing.import_readings") as uow:
            lock_accounts(uow, [one.household_id for one in portion])
            now, wrong = judged(uow, name, portion, confirmed=confirmed)
            for one, result in now:
                if result.outcome == ReadingOutcome.RECORDED:
                    enter(uow, name, one, result)
        done += now
        errors += wrong
        time.sleep(0)  # let requests in between
    return done, errors


def enter(uow: UnitOfWork, name: str, one: Found, result: Judged) -> None:
    """Enter a reading, and where its meter began."""
    row, known = one.row, chains(uow, name, [one.household_id]).get(one.household_id, [])
    values = {"household_id": one.household_id, "name": name}
    values["meter"] = known[-1].meter if known else ""
    if result.begin:
        day, began = result.begin
        new_reading(uow, **values, read_on=day, previous=began, value=began)
    new_reading(
        uow,
        **values,
        read_on=row.read_on,
        previous=row.value if result.previous is None else result.previous,
        value=row.value,
        estimated=row.estimated,
        remark=row.remark or None,
    )


def view(one: Found, result: Judged) -> dict[str, Any]:
    """A good row as it is shown."""
    return {
        "row": one.row.row,
        "household_id": one.household_id,
        "building": one.building,
        "unit": one.unit,
        "outcome": result.outcome,
        "previous": result.previous,
        "previous_on": result.previous_on,
        "value": one.row.value,
        "read_on": one.row.read_on,
        "consumption": result.consumption,
        "usual": result.usual,
        "marks": list(result.marks),
        "remark": one.row.remark or None,
    }
