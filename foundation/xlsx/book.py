"""The parts around a sheet: which sheet is the first, which styles show dates, the shared texts."""

import posixpath
import re

from foundation.xlsx.archive import Archive
from foundation.xlsx.limits import Limits, TooLarge, Unreadable
from foundation.xlsx.xml import attribute, parse

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WORDS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""In a number format: texts, paddings, colours, conditions, locales; [h] is a time's."""
_OF_DATES = re.compile(r"[ymdhs]|a{3}", re.IGNORECASE)
BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""27 to 36 and 50 to 58 are those of East Asia: Chinese Excel makes 2月1日 of 2-1 with 58."""


class Book:
    """What must be known to read the first sheet."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self.archive = archive
        self.limits = limits
        workbook = self._target("_rels/.rels", "", "/officeDocument")[0]
        folder, file = posixpath.split(workbook)
        self._relations = posixpath.join(folder, "_rels", f"{file}.rels")
        self._folder = folder
        self.from_1904 = False
        self._sheets: list[tuple[bool, str]] = []
        parse(archive.pieces(workbook), limits, self._on_workbook)

    def _on_workbook(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self._sheets.append((hidden, attribute(attributes, "id")))

    def first_sheet(self) -> str:
        """The part of the first sheet that is shown; charts are none."""
        targets = self._targets(self._relations, self._folder)
        for _, key in sorted(self._sheets, key=lambda sheet: sheet[0]):
            kind, target = targets.get(key, ("", ""))
            if kind.endswith("/worksheet"):
                return target
        raise Unreadable

    def texts(self) -> list[str]:
        """The shared texts; readings aids (拼音) are left out."""
        part = self._target(self._relations, self._folder, "/sharedStrings")
        return Texts(self.limits).read(self.archive, part[0]) if part else []

    def dates(self) -> list[bool]:
        """Of each cell style, whether it shows a date or a time."""
        part = self._target(self._relations, self._folder, "/styles")
        return Styles(self.limits).read(self.archive, part[0]) if part else []

    def _targets(self, relations: str, folder: str) -> dict[str, tuple[str, str]]:
        """The related parts: key → (kind, path within the archive)."""
        found: dict[str, tuple[str, str]] = {}

        def begin(name: str, attributes: dict[str, str]) -> None:
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
                found[attributes["Id"]] = (attributes["Type"], target.lstrip("/"))

        try:
            parse(self.archive.pieces(relations), self.limits, begin)
        except KeyError as error:
            raise Unreadable from error
        return found

    def _target(self, relations: str, folder: str, kind: str) -> list[str]:
        """The related part of a kind, if there is one."""
        parts = [
            path for ends, path in self._targets(relations, folder).values() if ends.endswith(kind)
        ]
        if not parts and kind == "/officeDocument":
            raise Unreadable
        return parts[:1]


class Texts:
    """Collects the shared texts."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._aids = 0
        self._open = False

    def read(self, archive: Archive, part: str) -> list[str]:
        """All texts of the part; raise `TooLarge` for too many."""
        parse(archive.pieces(part), self.limits, self._begin, self._end, self._text)
        return self.found

    def _begin(self, name: str, _: dict[str, str]) -> None:
        if name == "si":
            if len(self.found) >= self.limits.strings:
                raise TooLarge
            self._pieces = []
        elif name == "rPh":
            self._aids += 1
        self._open = name == "t" and not self._aids

    def _end(self, name: str) -> None:
        self._open = False
        if name == "si":
            self.found.append(unescaped("".join(self._pieces)))
        elif name == "rPh":
            self._aids -= 1

    def _text(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)


class Styles:
    """Collects which cell styles show dates."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._formats: dict[str, bool] = {}
        self._styles: list[str] = []
        self._in_cells = False

    def read(self, archive: Archive, part: str) -> list[bool]:
        """By the number of the style; raise `TooLarge` for too many."""
        parse(archive.pieces(part), self.limits, self._begin, self._end)
        return [self._formats.get(key, key in BUILT_IN) for key in self._styles]

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            key, code = attributes.get("numFmtId", ""), attributes.get("formatCode", "")
            self._formats[key] = shows_dates(code)
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._styles.append(attributes.get("numFmtId", "0"))
        if max(len(self._formats), len(self._styles)) > self.limits.styles:
            raise TooLarge

    def _end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False


BUILT_IN = frozenset(map(str, BUILT_IN_DATES))


def shows_dates(code: str) -> bool:
    """Whether a number format shows a day or a time of day."""
    return bool(_OF_DATES.search(_WORDS.sub("", code).split(";", 1)[0]))


def unescaped(text: str) -> str:
    """A text with what XML cannot hold put back: `_x000D_` is a return."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), text)
