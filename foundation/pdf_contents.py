"""Whether a PDF is paper only: no script, no file within, none that it opens elsewhere, no form
that sends, no password (P09).

Nothing is drawn. Names are looked for where a reader finds them: in the clear, and in compressed
object streams; what cannot be looked into is not plain. A damaged file that a reader is to mend may
still hide something: papers are never shown inline either.
"""

import re
import zlib
from collections.abc import Iterator

ACTIVE = (
    "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "Rendition", "SubmitForm",
    "ImportData", "XFA", "Encrypt", "GoToR", "GoToE",
)  # fmt: skip
LONGEST = 32 * 1024 * 1024
"""Bytes of all object streams together: letters have some hundred thousand."""
MOST = 2_000
"""Object streams; each has some hundred objects."""
HEAD = 4_096
"""How far before its stream the dictionary of an object begins at most."""


def named(*names: str) -> re.Pattern[bytes]:
    """Any of some names; each letter may be written as `#4a`."""
    spelled = ("".join(f"(?:{one}|#(?i:{ord(one):02x}))" for one in name) for name in names)
    return re.compile(rf"/(?:{'|'.join(spelled)})(?=[\s/<>\[\]()%]|$)".encode("ascii"))


NAMES = named(*ACTIVE)
OBJECTS = named("ObjStm")
BEYOND = named("DecodeParms", "ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "RunLengthDecode")
STREAM = re.compile(rb"stream\r?\n")
CLEAR = re.compile(rb"\s*\d+\s+\d+\s")
"""How an object stream begins that is not packed."""


def is_plain(content: bytes) -> bool:
    """Whether it has none of what is active, as far as that can be looked into."""
    if NAMES.search(content):
        return False
    room = LONGEST
    for number, packed in enumerate(object_streams(content)):
        unpacked = inflated(packed, room)
        if number == MOST or unpacked is None or NAMES.search(unpacked):
            return False
        room -= len(unpacked)
    return True


def object_streams(content: bytes) -> Iterator[bytes]:
    """The packed data of each object stream; empty, which nothing packed is, where it cannot be
    found or is packed in ways of which none is looked into."""
    for found in OBJECTS.finditer(content):
        begin = STREAM.search(content, found.end(), found.end() + HEAD)
        if begin is None:
            yield b""
            continue
        first = content.rfind(b"obj", max(0, found.start() - HEAD), found.start())
        end = content.find(b"endstream", begin.end())
        if BEYOND.search(content, max(first, 0), begin.start()):
            yield b""
        elif not CLEAR.match(content, begin.end()):  # else it was looked into with all
            yield content[begin.end() : end]


def inflated(packed: bytes, room: int) -> bytes | None:
    """What is packed; None where it cannot be read whole, or is longer than `room` bytes."""
    reader = zlib.decompressobj()
    try:
        unpacked = reader.decompress(packed, room)
    except zlib.error:
        return None
    return unpacked if reader.eof else None
