"""Archives that lie about what is in them, and the kinds of cells: D01, C05."""

import io
import tracemalloc
import zipfile
import zlib
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.spreadsheet import CellError, Limits, NotASpreadsheet, read_rows
from foundation.xlsx import archive
from foundation.xlsx.archive import Archive
from foundation.xlsx.book import shows_dates
from foundation.xlsx.limits import Unreadable
from tests.operations.complaints.workbooks import with_part, workbook

MEGABYTE = 1_000_000
LARGE = b" " * 20 * MEGABYTE
SAID = 1000
BOUND = Limits(megabytes=1)
PARTS = ("[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml")
OTHERWISE = (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
LIES = [(part, zipfile.ZIP_DEFLATED) for part in PARTS] + [(PARTS[0], kind) for kind in OTHERWISE]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def lying(name: str, packed: int = zipfile.ZIP_DEFLATED, checked: int = SAID) -> bytes:
    """A workbook with a large part of which the directory says that it is small.

    Its checksum is that of the first bytes, so that who stops there finds nothing wrong.
    """
    source, stream = zipfile.ZipFile(io.BytesIO(workbook())), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
        target.writestr(name, LARGE, packed)
        entry = target.getinfo(name)
        entry.file_size, entry.CRC = SAID, zlib.crc32(LARGE[:checked])
    return stream.getvalue()


def most_memory(content: bytes) -> int:
    """The bytes that unpacking takes at its peak, in this process."""
    tracemalloc.start()
    try:
        with suppress(Unreadable):
            for part in PARTS:
                b"".join(Archive(content, BOUND).pieces(part))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("name", "packed"), LIES)
def test_D01_C05_a_lie_about_a_size_unpacks_nothing_beyond_the_bound(
    name: str, packed: int
) -> None:
    content = lying(name, packed)
    assert len(content) < MEGABYTE // 10
    assert most_memory(content) < 5 * MEGABYTE
    with pytest.raises(NotASpreadsheet):
        list(read_rows(content, BOUND))


def test_D01_C05_a_checksum_of_one_byte_more_does_not_help() -> None:
    assert most_memory(lying(PARTS[0], checked=SAID + 1)) < 5 * MEGABYTE


def test_D01_C05_whoever_believes_the_directory_unpacks_it_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: without a look at what comes out."""
    monkeypatch.setattr(archive, "is_true", lambda *_: True)
    monkeypatch.setattr(archive, "PIECE", -1)
    assert most_memory(lying(PARTS[0])) >= len(LARGE)


def test_D01_C05_an_honest_archive_is_read() -> None:
    assert len(list(read_rows(workbook(), BOUND))) == 4


def sheet_of(rows: bytes) -> bytes:
    """A workbook whose first sheet has this XML for its rows."""
    part = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + rows + b"</sheetData></worksheet>"
    return with_part(workbook(), "xl/worksheets/sheet1.xml", part)


def cells(rows: bytes) -> list[tuple[int, tuple[Any, ...]]]:
    """What is read of it."""
    return list(read_rows(sheet_of(rows)))


def test_D01_each_kind_of_cell_is_what_openpyxl_wrote() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    moment = datetime(2024, 7, 1, 8, 30, 15)  # noqa: DTZ001 - as sheets have it
    written = [
        "楼栋", 1, 2.5, True, False, moment, date(2024, 2, 29), time(2, 1), None, " 空 格 ", "#N/A",
    ]  # fmt: skip
    sheet.append(written)
    book.save(stream := io.BytesIO())
    [(number, read)] = read_rows(stream.getvalue())
    assert number == 1
    assert read == (
        "楼栋", Decimal(1), Decimal("2.5"), True, False, moment,
        datetime(2024, 2, 29), timedelta(hours=2, minutes=1), None, " 空 格 ", CellError("#N/A"),  # noqa: DTZ001
    )  # fmt: skip


def test_D01_shared_texts_rich_texts_and_reading_aids_of_excel() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_rich_string(0, 0, "王", bold, "芳", "女士")
        sheet.write_string(0, 1, "_x0041_")
        sheet.write_string(0, 2, "a\tb\nc")
    assert next(read_rows(made.getvalue()))[1] == ("王芳女士", "_x0041_", "a\tb\nc")
    aided = (
        f'<sst xmlns="{MAIN}"><si><t>王</t><rPh sb="0" eb="1"><t>ワン</t></rPh></si>'
        "<si><t>_x0041_</t></si><si><t/></si></sst>"
    )
    assert next(read_rows(with_part(made.getvalue(), "xl/sharedStrings.xml", aided.encode())))[
        1
    ] == ("王", "A")


def test_D01_what_a_formula_came_to_counts_and_nothing_is_computed() -> None:
    rows = (
        b'<row r="3"><c r="A3" t="str"><f>A1&amp;"x"</f><v>3x</v></c><c r="B3"><f>1/3</f><v>0.5</v>'
        b'</c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D3"><f>REPT("a",9^9)</f></c></row>'
    )
    assert cells(rows) == [(3, ("3x", Decimal("0.5"), CellError("#DIV/0!")))]


def test_D01_rows_and_cells_without_references_follow_one_another() -> None:
    rows = (
        b"<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/>"
        b'<row><c r="B3"><v>2</v></c><c><v>4</v></c></row>'
    )
    one, two, three, four = map(Decimal, (1, 2, 3, 4))
    assert cells(rows) == [(1, (one, None, three)), (3, (None, two, four))]


def test_D01_a_false_dimension_is_not_believed() -> None:
    part = (
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>'
        '<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    content = with_part(workbook(), "xl/worksheets/sheet1.xml", part.encode())
    assert list(read_rows(content)) == [(1_048_576, (Decimal(1),))]


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="0"/>',
        b'<row r="1048577"/>',
        b'<row r="1_0"/>',
        b'<row><c r="1A"><v>1</v></c></row>',
        b"<row><c><v>1_000</v></c></row>",
        b"<row><c><v>Infinity</v></c></row>",
        "<row><c><v>１</v></c></row>".encode(),
        b'<row><c t="s"><v>7</v></c></row>',
        b'<row><c t="?"><v>7</v></c></row>',
        b"<row><c><v>1</v></row>",
    ],
)
def test_D01_a_sheet_that_no_program_writes_is_refused(rows: bytes) -> None:
    with pytest.raises(NotASpreadsheet):
        cells(rows)


@pytest.mark.parametrize(
    ("code", "dates"),
    [
        ("General", False), ("0.00", False), ("@", False), ("#,##0.00_);[Red](#,##0.00)", False),
        ('0"栋"', False), ('"day "0', False), ("0.00E+00", False), ('[>1]"d"0;0', False),
        ("\\d0", False), ("_d0", False), ("[DBNum1]General", False),
        ("yyyy-mm-dd", True), ('m"月"d"日"', True), ("[$-804]yyyy/m/d;@", True), ("[h]:mm", True),
        ("h:mm AM/PM", True), ("aaaa", True),
    ],
)  # fmt: skip
def test_D01_which_formats_show_days(code: str, dates: bool) -> None:
    assert shows_dates(code) is dates


def test_D01_the_days_that_chinese_excel_makes_are_days() -> None:
    """Format 58 stands in no file: every Chinese Excel knows it."""
    styles = (
        f'<styleSheet xmlns="{MAIN}"><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="58"/><xf numFmtId="31"/></cellXfs></styleSheet>'
    )
    content = with_part(
        sheet_of(b'<row><c s="1"><v>46054</v></c><c s="2"><v>45000</v></c><c><v>9</v></c></row>'),
        "xl/styles.xml",
        styles.encode(),
    )
    assert next(read_rows(content))[1] == (
        datetime(2026, 2, 1), datetime(2023, 3, 15), Decimal(9),  # noqa: DTZ001
    )  # fmt: skip


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.decimals(-100_000, 100_000, places=2).map(float),
    st.datetimes(datetime(1900, 3, 1), datetime(2199, 12, 31)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001, E501
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co")), max_size=12),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_D01_whatever_a_program_writes_is_read_as_another_program_reads_it(
    rows: list[list[Any]],
) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(
        made, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(line, column, cell)
                else:
                    sheet.write(line, column, cell)
    other = openpyxl.load_workbook(io.BytesIO(made.getvalue()), read_only=True).worksheets[0]
    expected = [
        (number, entry)
        for number, row in enumerate(other.iter_rows(values_only=True), start=1)
        if any(entry := [alike(cell) for cell in row])
    ]
    found = [(number, [alike(cell) for cell in row]) for number, row in read_rows(made.getvalue())]
    assert [(n, trimmed(r)) for n, r in found] == [(n, trimmed(r)) for n, r in expected]


def alike(cell: Any) -> str:
    """A cell so that two readers can be compared; blanks alone are nothing."""
    if isinstance(cell, bool | None):
        return str(cell or "") if cell is None else f"bool {cell}"
    if isinstance(cell, int | float | Decimal):
        return f"number {float(cell)!r}"
    if isinstance(cell, datetime):
        return f"day {cell.replace(microsecond=0)}"
    return cell if cell.strip() else ""


def trimmed(row: list[str]) -> list[str]:
    """Without empty cells at the end."""
    while row and not row[-1]:
        row = row[:-1]
    return row
