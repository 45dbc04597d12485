"""What a paper is made of: its head, and blocks, which page and PDF draw each in their own way.

All words are in the reader's language, all amounts and days written as they are to stand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from gateway.translations import _
from gateway.web.formats import is_chinese


@dataclass(frozen=True)
class Head:
    """Whose paper it is; what nobody has filled in is empty, and stands as missing or not at all.

    `company_en` and `community_en` stand on papers in English; empty: as in Chinese.
    """

    company: str = ""
    company_en: str = ""
    community: str = ""
    community_en: str = ""
    address: str = ""
    telephone: str = ""
    account: str = ""
    letterhead: str = ""
    """Digest of the picture at the top; empty: there is none."""
    seal: str = ""
    """Digest of the picture that papers are sealed with by which the company binds itself."""

    @property
    def issuer(self) -> str:
        """The company, as the paper's language has it."""
        name = self.company if is_chinese() else self.company_en or self.company
        return name or _("(name of the company not entered)")

    @property
    def place(self) -> str:
        """The community, as the paper's language has it."""
        return self.community if is_chinese() else self.community_en or self.community

    @property
    def lines(self) -> list[str]:
        """What stands beneath the company: community and address, telephone, as they are known."""
        telephone = _("Telephone: %(number)s", number=self.telephone) if self.telephone else ""
        return [*filter(None, (" · ".join(filter(None, (self.place, self.address))), telephone))]


@dataclass(frozen=True)
class Facts:
    """Names and values; what has no value is left out."""

    given: Sequence[tuple[str, Any]]
    pairs: tuple[tuple[str, str], ...] = field(init=False)
    look: str = field(default="facts", init=False)

    def __post_init__(self) -> None:
        """Keep the pairs that say something."""
        kept = tuple((name, str(value)) for name, value in self.given if value)
        object.__setattr__(self, "pairs", kept)


@dataclass(frozen=True)
class Lines:
    """A table. `figures`: the columns with amounts, which stand at the right; `to_write`: those to
    be written in, which get what room is left."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: Sequence[int] = ()
    to_write: Sequence[int] = ()
    look: str = field(default="table", init=False)


@dataclass(frozen=True)
class Total:
    """A sum, and in Chinese capitals (大写)."""

    label: str
    amount: str
    words: str = ""
    look: str = field(default="total", init=False)


@dataclass(frozen=True)
class Said:
    """A paragraph, under a heading or without one."""

    text: str
    title: str = ""
    small: bool = False
    strong: bool = False
    look: str = field(default="text", init=False)


@dataclass(frozen=True)
class Space:
    """A frame to write in."""

    title: str
    look: str = field(default="space", init=False)


@dataclass(frozen=True)
class Blanks:
    """Labels, each with a line to write on."""

    labels: Sequence[str]
    look: str = field(default="blanks", init=False)


@dataclass(frozen=True)
class Signatures:
    """Places to sign, beside each other; `sealed`: the company's seal stands on the first."""

    labels: Sequence[str]
    sealed: bool = False
    look: str = field(default="signatures", init=False)


@dataclass(frozen=True)
class Closing:
    """Who signs, and the date; `sealed`: under the company's seal."""

    lines: Sequence[str]
    sealed: bool = False
    look: str = field(default="closing", init=False)


@dataclass(frozen=True)
class Cut:
    """Where the rest is cut off; `height`: what it takes on paper, in millimetres."""

    height: float = 80
    look: str = field(default="cut", init=False)


@dataclass(frozen=True)
class Check:
    """How the paper is verified: a sentence with its code, and the address of a QR code."""

    text: str
    address: str = ""
    look: str = field(default="check", init=False)


@dataclass(frozen=True)
class Scan:
    """A QR code to be scanned, and beneath it what to type instead."""

    address: str
    text: str
    look: str = field(default="scan", init=False)


Block = Facts | Lines | Total | Said | Space | Blanks | Signatures | Closing | Cut | Check | Scan


@dataclass(frozen=True)
class Paper:
    """A paper to print."""

    head: Head
    title: str
    number: str
    blocks: Sequence[Block]
    mark: str = ""
    """Across its head, such as 作废."""

    @property
    def numbered(self) -> str:
        """The number with its name before it, where it has one."""
        return _("No. %(number)s", number=self.number) if self.number else ""

    @property
    def pictures(self) -> tuple[str, ...]:
        """Which pictures of the company it bears, by their kinds."""
        seals = any(getattr(block, "sealed", False) for block in self.blocks)
        borne = {"letterhead": True, "seal": seals}
        return tuple(kind for kind, is_on in borne.items() if is_on and getattr(self.head, kind))

    def sheet(self, language: str, pictures: Mapping[str, str]) -> dict[str, Any]:
        """As `foundation.pdf` takes it, with the contents of the pictures that there are."""
        return {
            "pictures": {kind: pictures[kind] for kind in self.pictures if kind in pictures},
            "company": self.head.issuer,
            "beneath": self.head.lines,
            "title": self.title,
            "number": self.numbered,
            "mark": self.mark,
            "language": language,
            "blocks": [drawn_as(block) for block in self.blocks],
        }


def drawn_as(block: Block) -> dict[str, Any]:
    """A block as data."""
    return {name: value for name, value in asdict(block).items() if name != "given"}
