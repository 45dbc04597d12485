"""Archives that lie about what is in them: D01, C05."""

import io
import tracemalloc
import zipfile
import zlib

import pytest

from foundation import spreadsheet
from foundation.spreadsheet import Limits, NotASpreadsheet, read_rows
from tests.operations.complaints.workbooks import workbook

MEGABYTE = 1_000_000
LARGE = b" " * 20 * MEGABYTE
SAID = 1000
BOUND = Limits(megabytes=1)
PARTS = ("[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml")
OTHERWISE = (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
LIES = [(part, zipfile.ZIP_DEFLATED) for part in PARTS] + [(PARTS[0], kind) for kind in OTHERWISE]


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
        told = target.getinfo(name)
        told.file_size, told.CRC = SAID, zlib.crc32(LARGE[:checked])
    return stream.getvalue()


def most_memory(content: bytes) -> int:
    """The bytes that reading takes at its peak; it is refused."""
    tracemalloc.start()
    try:
        with pytest.raises(NotASpreadsheet):
            list(read_rows(content, BOUND))
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


def test_D01_C05_a_checksum_of_one_byte_more_does_not_help() -> None:
    assert most_memory(lying(PARTS[0], checked=SAID + 1)) < 5 * MEGABYTE


def test_D01_C05_whoever_believes_the_directory_unpacks_it_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: without a look at what comes out, and the end is the same refusal."""
    monkeypatch.setattr(spreadsheet, "is_true", lambda archive, part: True)
    assert most_memory(lying(PARTS[0])) >= len(LARGE)


def test_D01_C05_an_honest_archive_is_read() -> None:
    assert len(list(read_rows(workbook(), BOUND))) == 4
