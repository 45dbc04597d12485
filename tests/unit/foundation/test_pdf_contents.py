"""P09: a PDF is paper only."""

import zlib

import pytest

from foundation import pdf_contents
from foundation.pdf_contents import is_plain

HEAD = b"%PDF-1.7\n"
SCRIPT = b"<</S /JavaScript /JS (app.alert(1))>>"


def objects(content: bytes, about: bytes = b"/Filter /FlateDecode") -> bytes:
    """An object stream."""
    return b"4 0 obj <</Type /ObjStm %s>>\nstream\n%s\nendstream endobj" % (about, content)


@pytest.mark.parametrize(
    "content",
    [
        b"1 0 obj <</Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit]>> endobj",
        b"(Read /JavaScripture aloud)",
        b"<</A <</S /GoTo /D [3 0 R /Fit]>>>>",
        objects(zlib.compress(b"5 0 6 20 <</Type /Page>> <</Type /Font>>")),
        objects(b"5 0 <</Type /Page>>", b""),
    ],
)
def test_P09_a_paper_is_plain(content: bytes) -> None:
    assert is_plain(HEAD + content)


@pytest.mark.parametrize(
    "content",
    [
        SCRIPT,
        b"<</S /J#61vaScript>>",
        b"<</S /Launch /F (a.exe)>>",
        b"<</OpenAction <</S /GoToR /F (\\\\elsewhere\\a.pdf) /D [0 /Fit]>>>>",
        b"<</Type /Filespec /EF <</F 3 0 R>>>> <</Type /EmbeddedFile>>",
        b"trailer <</Encrypt 5 0 R>>",
        b"<</XFA 4 0 R>>",
        objects(zlib.compress(b"5 0 " + SCRIPT)),
        objects(zlib.compress(b"5 0 " + SCRIPT)).replace(b"ObjStm", b"Obj#53tm"),
        objects(b"5 0 " + SCRIPT, b""),
        objects(zlib.compress(b"5 0 <<>>")[:-6]),
        objects(zlib.compress(b"5 0 <<>>"), b"/Filter /FlateDecode /DecodeParms <<>>"),
        objects(b"7829", b"/Filter [/ASCIIHexDecode /FlateDecode]"),
        objects(b"not packed"),
        b"<</Type /ObjStm>>" + b" " * 5_000 + b"stream\n",
    ],
)
def test_P09_scripts_files_and_passwords_are_found(content: bytes) -> None:
    assert not is_plain(HEAD + content)


def test_P09_what_unpacks_to_more_than_any_letter_has_is_not_looked_into(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packed = objects(zlib.compress(b"5 0 " + bytes(1_000)))
    assert is_plain(HEAD + packed)
    monkeypatch.setattr(pdf_contents, "LONGEST", 1_500)
    assert is_plain(HEAD + packed)
    assert not is_plain(HEAD + packed + packed)
    monkeypatch.setattr(pdf_contents, "MOST", 0)
    assert not is_plain(HEAD + packed)
