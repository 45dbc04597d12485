"""Files that are small and cost much: they are refused, and nobody waits (D01, C05)."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from foundation.spreadsheet import Limits, SpreadsheetTooLarge, read_rows
from tests.operations.complaints.workbooks import with_part, workbook

MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHARED = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>'
    b'<Relationship Id="rId9" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>'
    b'<Relationship Id="rId8" Type="http://x/styles" Target="styles.xml"/></Relationships>'
)


def sheet(rows: bytes, after: bytes = b"") -> bytes:
    """The XML of a sheet."""
    return b"<worksheet %s><sheetData>%s</sheetData>%s</worksheet>" % (MAIN, rows, after)


def made(**parts: bytes) -> bytes:
    """A workbook with these parts."""
    names = {"rows": "xl/worksheets/sheet1.xml", "styles": "xl/styles.xml"}
    content = workbook()
    for name, part in parts.items():
        if name in names:
            content = with_part(content, names[name], part)
    if "texts" in parts:
        content = with_part(content, "xl/_rels/workbook.xml.rels", SHARED)
        stream = io.BytesIO(content)
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/sharedStrings.xml", parts["texts"])
        content = stream.getvalue()
    return content


def texts(inner: bytes) -> bytes:
    """The XML of shared texts."""
    return b"<sst %s>%s</sst>" % (MAIN, inner)


LETTER = b'<c t="s"><v>0</v></c>'
HOSTILE = {
    "shared texts": lambda: made(texts=texts(b"<si><t>a</t></si>" * 3_600_000)),
    "one row of cells": lambda: made(rows=sheet(b"<row>%s</row>" % (b"<c><v>1</v></c>" * 2_800_000))),  # noqa: E501
    "cells of one place": lambda: made(
        rows=sheet(b"<row>%s</row>" % (b'<c r="A1"><v>1</v></c>' * 1_000_000))
    ),
    "many full rows": lambda: made(rows=sheet(b"<row>%s</row>" % (b"<c><v>1</v></c>" * 90) * 25_000)),  # noqa: E501
    "one text told a million times": lambda: made(
        texts=texts(b"<si><t>%s</t></si>" % (b"a" * 30_000)),
        rows=sheet(b"<row>%s</row>" % (LETTER * 90) * 10_000),
    ),
    "one endless text": lambda: made(
        rows=sheet(b'<row><c t="inlineStr"><is>%s</is></c></row>' % (b"<r><t>abcd</t></r>" * 2_000_000))  # noqa: E501
    ),
    "one row given a million times": lambda: made(
        rows=sheet(b'<row r="1"><c><v>1</v></c></row>' * 1_000_000)
    ),
    "styles": lambda: made(styles=b"<styleSheet %s><cellXfs>%s</cellXfs></styleSheet>" % (MAIN, b"<xf/>" * 6_000_000)),  # noqa: E501
    "deep": lambda: made(rows=sheet(b"<row><c>%s</c></row>" % (b"<r>" * 3_000_000 + b"</r>" * 3_000_000))),  # noqa: E501
    "elements": lambda: made(rows=sheet(b"", b"<m>%s</m>" % (b"<m/>" * 6_000_000))),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_D01_C05_what_costs_much_is_refused_early(kind: str) -> None:
    content = HOSTILE[kind]()
    assert len(content) < 300_000
    with pytest.raises(SpreadsheetTooLarge):
        list(read_rows(content))


def test_D01_C05_what_takes_too_long_or_too_much_memory_is_stopped() -> None:
    """Where no bound of its own meets a file, those of the process do."""
    slow = made(rows=sheet(b"", b"<m>%s</m>" % (b"<m/>" * 12_000_000)))
    with pytest.raises(SpreadsheetTooLarge):
        list(read_rows(slow, Limits(seconds=1, elements=10**9)))
    large = made(texts=texts(b"<si><t>%s</t></si>" % (b"a" * 60) * 800_000))
    with pytest.raises(SpreadsheetTooLarge):
        list(read_rows(large, Limits(memory_megabytes=80)))


def test_D01_C05_without_the_bounds_such_a_file_is_read_to_its_end() -> None:
    """Negative control: the bounds are what refuses."""
    content = made(rows=sheet(b"<row>%s</row>" % (b"<c><v>1</v></c>" * 20_000)))
    with pytest.raises(SpreadsheetTooLarge):
        list(read_rows(content))
    [(_, row)] = read_rows(content, Limits(in_a_row=30_000))
    assert len(row) == Limits().columns


def test_D01_a_sheet_of_20000_households_with_forty_columns_is_read() -> None:
    row = b"<row>%s</row>" % (b'<c t="inlineStr"><is><t>1234567</t></is></c>' * 40)
    assert len(list(read_rows(made(rows=sheet(row * 20_000))))) == 20_000


WATCH = """
import eventlet; eventlet.monkey_patch()
import json, sys, time
from foundation import spreadsheet
from foundation.xlsx.archive import Archive
from foundation.xlsx.sheet import read_sheet
from foundation.xlsx.limits import Limits

late = [0.0]
def normal_client():
    while True:
        began = time.monotonic(); eventlet.sleep(0.01)
        late[0] = max(late[0], time.monotonic() - began)
eventlet.spawn(normal_client); eventlet.sleep(0.05)
content = sys.stdin.buffer.read()
ways = {
    "aside": lambda: list(spreadsheet.read_rows(content, Limits(elements=10**9))),
    "within": lambda: read_sheet(Archive(content, Limits()), Limits(elements=10**9), print),
}
told = {}
for name, way in ways.items():
    late[0] = 0.0
    try: way()
    except Exception: pass
    eventlet.sleep(0.02)
    told[name] = late[0]
print(json.dumps(told))
"""


def test_D01_C05_others_are_answered_while_a_hostile_file_is_read() -> None:
    """And the negative control: read within the process, everybody waits for it."""
    content = made(rows=sheet(b"", b"<m>%s</m>" % (b"<m/>" * 6_000_000)))
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WATCH],
        input=content, capture_output=True, cwd=root, timeout=120, check=True,
    )  # fmt: skip
    late = json.loads(done.stdout.splitlines()[-1])
    assert late["aside"] < 1
    assert late["within"] > 1


IMPATIENT = """
import eventlet; eventlet.monkey_patch()
import sys
from foundation import spreadsheet
spreadsheet.READERS.run_seconds = 0.001
try: list(spreadsheet.read_rows(sys.stdin.buffer.read()))
except spreadsheet.SpreadsheetTooLarge: print("refused")
"""


def test_D01_C05_a_file_that_outlasts_the_patience_is_refused_in_a_green_process_too() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", IMPATIENT],
        input=workbook(), capture_output=True, cwd=Path(__file__).parents[3], timeout=60,
    )  # fmt: skip
    assert done.stdout.split() == [b"refused"], done.stderr
