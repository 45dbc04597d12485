"""Breaking text into lines: between Chinese characters, never within a word, a date or an amount,
and with no closing mark at the beginning of a line."""

import re
from collections.abc import Callable, Iterator

CLOSING = "，。、；：？！）》】”’…％%"
OPENING = "（《【“‘"
_PIECES = re.compile(
    rf"[{OPENING}]*(?:[0-9]+[年月日]|[!-~¥−–µ²³]+|[^\s])[{CLOSING}]*|\s+",
)


def broken(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of a text within a width; what is too long for any is broken anywhere."""
    return [line for part in text.split("\n") for line in of_part(part, width, measure)]


def of_part(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """The lines of a text without line ends."""
    line = ""
    for piece in _PIECES.findall(text):
        if measure((line + piece).rstrip()) <= width:
            line += piece
            continue
        if line.strip():
            yield line.rstrip()
        line = piece.lstrip()
        while measure(line) > width and len(line) > 1:
            fits = next(
                n for n in range(len(line) - 1, 0, -1) if n == 1 or measure(line[:n]) <= width
            )
            yield line[:fits]
            line = line[fits:]
    yield line.rstrip()
