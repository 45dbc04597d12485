"""Texts as people mean them: the one cleaning of API, pages, spreadsheets and imports.

What nobody can see is left out: zero-width letters, marks of direction, fillers, tags. What would
change how others read a text, or break a line of a log, is refused where somebody can mend it
(`unfit`) and left out where nobody can (`without_unfit`).
"""

import re
import unicodedata

_EMOJI = "\u203c-\u3299\ufe0f\U0001f000-\U0001faff"
_JOINED = re.compile(rf"(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])")
"""The joiner within a picture of several, such as a family: the only invisible letter with use."""
_KEPT = "\ue000"
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    "\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
    "|(?<![\u0023\u002a\u0030-\u0039\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f"
)
UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters but tab and line end, lines and directions of their own, halves of letters."""


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Signs in full width (全角), as a Chinese keyboard writes them, to the plain ones."""


def half_width(text: str) -> str:
    """A number or code as it would be typed in half width (半角): what NFKC does to full width, and
    nothing else of it, since it makes 52 of `5²` and 1 of `①`."""
    return text.translate(_WIDE)


def cleaned(text: str) -> str:
    """A text without what nobody sees, with one kind of line end, trimmed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        joined = _JOINED.search(text) is not None and _KEPT not in text
        if joined:
            text = _JOINED.sub(_KEPT, text)
        text = INVISIBLE.sub("", text)
        if joined:
            text = text.replace(_KEPT, "\u200d")
    return text.strip()


def folded(text: str) -> str:
    """What a name is compared by: the same however wide its letters are, small or not, with blanks
    in between or without."""
    return "".join(unicodedata.normalize("NFKC", cleaned(text)).casefold().split())


def unfit(text: str) -> bool:
    """Whether a text holds what must not be kept."""
    return UNFIT.search(text) is not None


_NO_NAMES = frozenset({"无", "未知", "不详", "待定", "n/a", "null", "none", "nan"})
"""What stands where a name is not known."""


def names_nobody(text: str) -> bool:
    """Whether a text is no name: without a letter (`-`, `13800000000`), or a word for none."""
    return not any(map(str.isalpha, text)) or text.lower() in _NO_NAMES


def without_unfit(text: str) -> str:
    """A cleaned text from where nobody can mend it."""
    return cleaned(UNFIT.sub("", cleaned(text)))
