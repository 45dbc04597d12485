"""No page and no download shows a whole telephone or identity number to whom it may not (D03).

Pages are those that somebody reaches by links from home; downloads those that pages offer and
those of the OpenAPI document: a new one is read as soon as it is there.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from tests.api.running import ROLES, Person, operations
from tests.security.hostile_pages import PageReader
from tests.security.whole_numbers import A_TELEPHONE, METER, UNMASKED, WHOLE, write_numbers
from tests.support.product import ROOT, Product, embedded
from tests.support.reached import kind_of, reached

PER_KIND = 2
"""How many pages of a kind are read: of each stage that a list begins with."""
HIDDEN = re.compile(r'name="(?:csrf_token|once)"[^>]*')
"""What pages carry that is made up by chance."""
DOWNLOAD = re.compile(r'href="([^"#]*(?:format=(?:xlsx|csv)|\.xlsx|\.csv)[^"#]*)"')
SHOWN = {
    ("resident", "/my/repairs/…"): "a household sees the number that it gave, where it gave it",
}
"""Where a whole number stands: for whom, on which kind of page, and why."""
LISTED = {
    ("engineer", "/field/orders/…"), ("engineer", "/field/orders/…/paper"),
    ("receptionist", "/desk/cases/…"), ("receptionist", "/desk/households/…"),
    ("receptionist", "/desk/households/…/file"), ("receptionist", "/desk/repairs/…"),
    ("receptionist", "/desk/households/…/members/…"), ("receptionist", "/desk/repairs/…/paper"),
}  # fmt: skip
"""Where these would find numbers without the rule."""
PAGES, FILES = 60, 10
"""Kinds of pages and of files that are read, at the least."""

Found = dict[tuple[str, str], set[str]]
"""Whole numbers, by role and kind of page or download."""


def text_of(book: bytes) -> str:
    """Every cell of a workbook, and the names of its sheets."""
    sheets = openpyxl.load_workbook(io.BytesIO(book)).worksheets
    cells = (str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    return "\n".join([*(sheet.title for sheet in sheets), *cells])


def content_of(answer_type: str, content: bytes) -> str:
    """What a download says."""
    return text_of(content) if "spreadsheet" in answer_type else content.decode("utf-8-sig")


class PageSweep:
    """Reads every page and download of a product, as everybody."""

    def __init__(self, product: Product, roles: tuple[str, ...] = ROLES) -> None:
        self.product, self.roles = product, roles
        self.pages: set[tuple[str, str]] = set()
        self.downloads: set[tuple[str, str]] = set()
        self.found: Found = defaultdict(set)

    def run(self) -> Found:
        """The whole numbers that were shown, by where and to whom."""
        for role in self.roles:
            self.read_pages(role)
            self.read_exports(role)
        return dict(self.found)

    def read_pages(self, role: str) -> None:
        """What somebody reaches from home, and what the pages offer as files."""
        reader = PageReader(self.product, "resident1" if role == "resident" else role)
        offered: dict[str, str] = {}
        for path, page in reached(reader.home, reader.read, per_kind=PER_KIND).items():
            self.pages.add((role, kind_of(path)))
            self.note(role, kind_of(path), unescape(HIDDEN.sub("", page)))
            for link in map(unescape, DOWNLOAD.findall(page)):
                address = link if link.startswith("/") else path.partition("?")[0] + link
                offered.setdefault(kind_of(address), address)
        for kind, address in offered.items():
            answer = reader.session.get(f"{self.product.url}{address}", timeout=60)
            assert answer.ok, f"{address} as {role}: {answer.status_code}"
            self.downloads.add((role, kind))
            kept = content_of(answer.headers["Content-Type"], answer.content)
            self.note(role, f"{kind} as a file", kept)

    def read_exports(self, role: str) -> None:
        """The files of the API that are asked for; who writes a log is asked elsewhere."""
        person = Person(self.product, role)
        for operation in operations(self.product):
            if operation.verb != "GET" or role not in operation.roles:
                continue
            if "spreadsheet" not in str(operation.document["responses"]):
                continue
            named = {"name": METER} if "name" in operation.required_query else {}
            answer = person.call(operation, params={"format": "xlsx"} | named)
            assert answer.ok, f"{operation.name} as {role}: {answer.text[:200]}"
            self.downloads.add((role, operation.name))
            self.note(role, operation.name, text_of(answer.content))

    def note(self, role: str, where: str, text: str) -> None:
        """Keep the whole numbers of a text."""
        if numbers := set(WHOLE.findall(text)):
            self.found[role, where] |= numbers


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product of its own: numbers are written into it."""
    with embedded(tmp_path_factory.mktemp("pages"), loaded=True) as product:
        write_numbers(product)
        yield product


def test_D03_no_page_and_no_file_shows_a_whole_number_but_where_it_is_said(
    running: Product,
) -> None:
    sweep = PageSweep(running)
    found = sweep.run()
    shown = {place: sorted(found[place])[:3] for place in found.keys() - SHOWN.keys()}
    assert not shown, shown
    assert found.keys() == SHOWN.keys(), "what is said to be shown, is"
    assert {role for role, _ in sweep.pages} == set(ROLES)
    kinds = {kind for _, kind in sweep.pages}, {kind for _, kind in sweep.downloads}
    assert len(kinds[0]) >= PAGES and len(kinds[1]) >= FILES, kinds


def test_D03_without_the_rule_numbers_stand_on_the_pages_and_in_the_files(tmp_path: Path) -> None:
    """Negative control: the product itself, with the masks off."""
    (tmp_path / "sitecustomize.py").write_text(UNMASKED, encoding="utf-8")
    environment = {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    with embedded(tmp_path, loaded=True, environment=environment) as product:
        write_numbers(product)
        found = PageSweep(product, ("receptionist", "engineer")).run()
    assert found.keys() >= LISTED, LISTED - found.keys()


def test_D03_a_number_in_a_file_would_be_seen() -> None:
    """Negative control: in a cell of any sheet, as a text or as a number, or in its name."""
    for cell, name in ((A_TELEPHONE, "a"), (int(A_TELEPHONE), "a"), ("", A_TELEPHONE)):
        book = openpyxl.Workbook()
        book.create_sheet(name).append(["电话", cell])
        made = io.BytesIO()
        book.save(made)
        assert WHOLE.findall(content_of("spreadsheetml.sheet", made.getvalue())) == [A_TELEPHONE]
    assert WHOLE.findall(content_of("text/csv", f"电话\n{A_TELEPHONE}".encode("utf-8-sig")))
