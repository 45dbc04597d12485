"""D01: whatever the archive holds, its export imported again changes nothing."""

import base64
import io
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from contracts.text import cleaned, names_nobody
from foundation.actor import Actor
from foundation.storage.store import Store
from gateway.reports.workbook import STRICT
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.conftest import CHECK
from tests.operations.directory.imports.test_import import bring

NUMBERS = count(1)
LETTERS = st.characters(
    blacklist_categories=("Cc", "Cs", "Cn", "Zl", "Zp"),
    blacklist_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
NAMES = st.one_of(
    st.sampled_from(
        [
            "王芳",
            "天府小厨（经营者：李雷）",
            "O'Brien",
            "=A1+1",
            "+86号",
            "１２号",
            "1E2",
            "0012A",
            "TRUE",
        ]
    ),
    st.text(LETTERS, min_size=1, max_size=20),
).filter(lambda name: not names_nobody(cleaned(name)) and not cleaned(name).startswith("#"))
"""An archive may have taken a name that looks like an error of a sheet; nobody is called so."""
PHONES = st.sampled_from(
    ["13812345678", "+86 139 0000 0000", "021-55556666转801", "400-123-4567", "0512-6555666"]
)
TENANTS = st.tuples(NAMES, st.one_of(st.just(""), PHONES))
HOMES = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(
            ["1-101", "商铺12", "s01", "2单元0301", "-101", "1F-05", "东侧 房", "0"]
        ),
        "area_m2": st.decimals("0.01", "99999.99", places=2).map(str),
        "owner_name": NAMES,
        "phone": PHONES,
        "email": st.sampled_from([None, "wang@example.org", "a.b+c@mail.example.com"]),
        "unit_type": st.sampled_from(["residential", "shop"]),
        "floor": st.sampled_from([None, -2, 0, 31]),
        "billing_from": st.sampled_from([None, "2024-07-01", "1999-02-28"]),
        "vacant": st.booleans(),
        "two_person_visit": st.booleans(),
    }
)


pytestmark = pytest.mark.both_databases


def file_of(rows: list[list[Any]]) -> str:
    """A file as our exports are: texts stay texts, whatever they begin with."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, STRICT) as book:
        page = book.add_worksheet()
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(line, column, cell)
    return base64.b64encode(made.getvalue()).decode()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(home=HOMES, tenants=st.lists(TENANTS, max_size=2))
def test_D01_an_export_imported_again_changes_nothing(
    store: Store,
    actor: Callable[..., Actor],
    home: dict[str, Any],
    tenants: list[tuple[str, str]],
) -> None:
    people = [home["owner_name"], *(name for name, _ in tenants)]
    assume(len(set(people)) == len(people))  # nobody is entered twice
    building = f"{next(NUMBERS)}号"
    finance, desk = actor("finance"), actor("receptionist")
    made = perform(store, Directory.create_household, finance, building=building, **home)
    for name, phone in tenants:
        perform(
            store, Directory.add_member, desk, household_id=made["id"], identity_check=CHECK,
            name=name, relation="tenant", **({"phone": phone} if phone else {}),
        )  # fmt: skip
    exported = perform(
        store, Directory.export_households, finance, purpose="备份", building=building
    )
    again = bring(store, finance, file_of([exported["headings"], *exported["rows"]]), dry_run=True)
    assert again["errors"] == []
    assert (again["rows"], again["unchanged"]) == (1, 1), again["outcomes"]
