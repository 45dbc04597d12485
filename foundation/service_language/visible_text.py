"""A text as its reader sees it: what is invisible in it hides nothing."""

import unicodedata

_OUT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})
"""Controls, formats, halves, private and unassigned letters; strokes and boxes over letters."""
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are blank."""


def seen(text: str) -> str:
    """The text with wide, boxed and foreign digits as plain ones, without what nobody sees."""
    return "".join(
        plain(letter)
        for letter in unicodedata.normalize("NFKC", text)
        if letter in "\n\r\t"
        or (unicodedata.category(letter) not in _OUT and letter not in _FILLERS)
    )


def plain(letter: str) -> str:
    """A digit of any script as one of ours."""
    if letter.isascii():
        return letter
    digit = unicodedata.decimal(letter, None)
    return letter if digit is None else str(digit)
