"""XML by pieces, without a tree: what a part tells is bounded by who listens."""

from collections.abc import Callable, Iterable
from xml.parsers import expat  # nosec: a DOCTYPE is refused below

from foundation.xlsx.limits import Limits, TooLarge, Unreadable

Begin = Callable[[str, dict[str, str]], None]


def parse(
    pieces: Iterable[bytes],
    limits: Limits,
    begin: Begin,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell elements by their local names.

    Raise `Unreadable` for broken XML and for entities, `TooLarge` for too many elements.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse  # entities would multiply

    left, level = limits.elements, 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal left, level
        left -= 1
        level += 1
        if left < 0 or level > limits.levels:
            raise TooLarge
        begin(name.rpartition(" ")[2], attributes)

    def ended(name: str) -> None:
        nonlocal level
        level -= 1
        if end:
            end(name.rpartition(" ")[2])

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    if text:
        parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable from error


def refuse(*_: object) -> None:
    """No spreadsheet program writes a DOCTYPE."""
    raise Unreadable


def attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute by its local name, whatever its namespace is called; empty if it is missing."""
    if name in attributes:
        return attributes[name]
    return next((v for k, v in attributes.items() if k.rpartition(" ")[2] == name), "")
