"""Import of households from a spreadsheet (D01).

The file is opened and checked before any transaction. It is written in chunks by building and
unit: what is known is updated, what is new is entered, empty cells leave what is there. The same
file again changes nothing, so an import that was cut off is simply repeated.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.exc import IntegrityError

from contracts.directory.imports import RowOutcome
from contracts.directory.methods import IMPORT_HOUSEHOLDS
from contracts.directory.request_types import ImportHouseholdsRequest, ImportRowsRequest
from foundation import replica, scope
from foundation.actor import Actor
from foundation.errors import SpreadsheetHasErrors
from foundation.row_errors import refused, shown
from foundation.scope import NoCommunity, Scope
from foundation.spreadsheet import ROWS_BETWEEN_YIELDS, decoded
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.queries.effective import wrong_day
from services.directory.household_sheet.operations import opened
from services.directory.household_sheet.rules.errors import RowError
from services.directory.household_sheet.rules.rows import Checking, HouseholdRow
from services.directory.imports.operations.elsewhere import chunks, without_moved
from services.directory.imports.operations.upsert import (
    differences,
    households_at,
    is_known,
    put,
    twins,
)
from services.directory.policy import DirectoryPolicy

Part = tuple[Scope, list[HouseholdRow]]
"""A community, and its rows."""


def import_file(store: Store, actor: Actor, data: ImportHouseholdsRequest) -> dict[str, Any]:
    """Import a spreadsheet; refusals as in `import_rows` and `opened`."""
    with store.read(actor) as uow:
        policy = uow.policy(DirectoryPolicy)
    rows, unread = opened(decoded(data["file"]), policy.import_max_rows)
    dry_run, accept_valid = data["dry_run"], data["accept_valid"]
    request: ImportRowsRequest = {"rows": rows, "dry_run": dry_run, "accept_valid": accept_valid}
    return import_rows(store, actor, request) | {"unread": unread}


def import_rows(store: Store, actor: Actor, data: ImportRowsRequest) -> dict[str, Any]:
    """Check rows and, unless it is a dry run, write the good ones.

    Raise `SpreadsheetHasErrors` if a row is wrong and the caller does not accept that only the
    good ones are imported; then nothing is written.
    """
    good, errors = checked(data["rows"])
    about = actor.where(*IMPORT_HOUSEHOLDS.roles)
    good, unplaced = placed(store, about, good)
    errors += unplaced
    parts: list[Part] = []
    for place, rows in by_community(good):
        rows, moved = without_moved(store, about, str(place.community), rows)
        rows, doubtful = without_twins(store, place, rows)
        rows, undated = with_good_days(store, place, rows)
        rows, twice = without_known(store, place, rows)
        errors += moved + doubtful + undated + twice
        parts.append((place, rows))
    errors.sort(key=lambda error: error.row)
    if errors and not data["dry_run"] and not data["accept_valid"]:
        raise SpreadsheetHasErrors(**refused(errors, actor.language))
    good, outcomes = [], []
    for place, rows in parts:
        for chunk in chunks(rows, policy_of(store).import_chunk_rows):
            act = survey if data["dry_run"] else write
            good += chunk
            outcomes += act(store, actor, place, chunk)
            time.sleep(0)  # let requests in between
    done = Counter(outcomes)
    return {
        "rows": len(data["rows"]),
        "valid": len(good),
        **{outcome: done[outcome] for outcome in RowOutcome},
        "imported": not data["dry_run"],
        "unread": [],
        "errors": [shown(error, actor.language) for error in errors],
        "outcomes": each(good, outcomes) if data["dry_run"] else [],
    }


def checked(rows: Sequence[dict[str, Any]]) -> tuple[list[HouseholdRow], list[RowError]]:
    """The good rows and what is wrong with the others; requests get their turn in between."""
    checking = Checking()
    for at, row in enumerate(rows):
        checking.add(row)
        if at % ROWS_BETWEEN_YIELDS == 0:
            time.sleep(0)
    return checking.good, checking.errors


def placed(
    store: Store, about: Scope, rows: list[HouseholdRow]
) -> tuple[list[HouseholdRow], list[RowError]]:
    """The rows with the ids of their communities, and those of which nobody knows where they are:
    1栋 of one community is not that of another (P01). Raise `NoCommunity` where no row says it and
    the caller may import into several."""
    if about.community is None and not any(row.community for row in rows):
        raise NoCommunity("an import is about one community")
    with store.read(scope=about) as uow:
        found = called(uow)
    good: dict[tuple[str, str], HouseholdRow] = {}
    errors = []
    for row in rows:
        where = found.get(row.community.casefold()) if row.community else about.community
        scope.require_open(where)
        if where is None:
            code = "community" if row.community else "community_needed"
            errors.append(RowError(row.row, "community", code, community=row.community or ""))
        elif (first := good.setdefault((where, row.key), row)) is not row:
            errors.append(RowError(row.row, "unit", "duplicate", first.row))
        else:
            good[where, row.key] = replace(row, community=where)
    return list(good.values()), errors


def called(uow: UnitOfWork) -> dict[str, str]:
    """The ids of the communities in sight, by what a sheet may call them."""
    seen = [one for one in replica.communities(uow) if scope.current().sees(one.community_id)]
    return {
        name.casefold(): one.community_id
        for one in seen
        for name in (one.code, one.name, one.name_en)
        if name
    }


def by_community(rows: Sequence[HouseholdRow]) -> list[Part]:
    """The rows of each community, in their order."""
    found: dict[str, list[HouseholdRow]] = {}
    for row in rows:
        found.setdefault(str(row.community), []).append(row)
    return [(Scope.within(community), those) for community, those in found.items()]


def without_twins(
    store: Store, place: Scope, rows: list[HouseholdRow]
) -> tuple[list[HouseholdRow], list[RowError]]:
    """The rows but those of places that the archive has twice: which is meant, nobody knows."""
    with store.read(scope=place) as uow:
        known = twins(uow)
    doubtful = [
        RowError(row.row, "unit", "twins", twins="、".join(known[row.key]))
        for row in rows
        if row.key in known
    ]
    return [row for row in rows if row.key not in known], doubtful


def with_good_days(
    store: Store, place: Scope, rows: list[HouseholdRow]
) -> tuple[list[HouseholdRow], list[RowError]]:
    """The rows but those of changes that cannot count from the day that they name (B16)."""
    dated = [row for row in rows if row.effective_from]
    wrong: dict[int, str] = {}
    with store.read(scope=place) as uow:
        for chunk in chunks(dated, uow.policy(DirectoryPolicy).import_chunk_rows):
            known = households_at(uow, chunk)
            for row in chunk:
                if row.key in known and row.effective_from:
                    code = wrong_day(uow, known[row.key], row.effective_from)
                    wrong |= {row.row: code} if code else {}
    errors = [RowError(number, "effective_from", code) for number, code in wrong.items()]
    return [row for row in rows if row.row not in wrong], errors


def without_known(
    store: Store, place: Scope, rows: list[HouseholdRow]
) -> tuple[list[HouseholdRow], list[RowError]]:
    """The rows but those whose tenant belongs to the household already as somebody else (D01)."""
    named = [row for row in rows if row.tenant_name]
    twice: set[int] = set()
    with store.read(scope=place) as uow:
        for chunk in chunks(named, uow.policy(DirectoryPolicy).import_chunk_rows):
            known = households_at(uow, chunk)
            twice |= {row.row for row in chunk if is_known(known.get(row.key), row)}
    errors = [RowError(number, "tenant_name", "member_twice") for number in sorted(twice)]
    return [row for row in rows if row.row not in twice], errors


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
    with store.read() as uow:
        return uow.policy(DirectoryPolicy)


def survey(store: Store, actor: Actor, place: Scope, rows: Sequence[HouseholdRow]) -> list[str]:
    """Which rows would create, update, change nothing; nothing is written."""
    with store.read(scope=place) as uow:
        known = households_at(uow, rows)
        return [
            RowOutcome.CREATED
            if row.key not in known
            else RowOutcome.UPDATED
            if differences(known[row.key], row)
            else RowOutcome.UNCHANGED
            for row in rows
        ]


def write(store: Store, actor: Actor, place: Scope, rows: Sequence[HouseholdRow]) -> list[str]:
    """Write a chunk; once more if somebody entered one of its units meanwhile."""
    try:
        return write_once(store, actor, place, rows)
    except IntegrityError:
        return write_once(store, actor, place, rows)


def write_once(store: Store, actor: Actor, place: Scope, rows: Sequence[HouseholdRow]) -> list[str]:
    """Write a chunk in one transaction."""
    with store.write(actor, IMPORT_HOUSEHOLDS.key, scope=place) as uow:
        known = households_at(uow, rows)
        return [put(uow, known.get(row.key), row) for row in rows]
