"""Telephone numbers as people write them, in one form."""

import re
import unicodedata

from contracts.text import cleaned

_MOBILE = re.compile(r"(?:(?:\+|00)?86)?(1[3-9][0-9]{9})")
_LAND_LINE = re.compile(r"(?:0|(?:\+|00)?860?)((?:10|2[0-9])[0-9]{8}|[3-9][0-9]{2}[0-9]{7,8})")
"""With its area code: with the 0 before it, or from abroad."""
_SERVICE = re.compile(r"([48]00[0-9]{7})")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#)-?([0-9]{1,6})$", re.IGNORECASE)
_LINES = re.compile(r"[‐-―−－]")


def phone_number(text: str) -> str:
    """A mobile, a land line with its area code, or a 400 number, as digits alone.

    `+86 138-1234-5678` is `13812345678`, `(021) 5555 6666 转 801` is `02155556666-801`. Raise
    `ValueError` for what can be none: ten digits, a land line without its area code.
    """
    plain = _LINES.sub("-", unicodedata.normalize("NFKC", cleaned(text)))
    bare, extension = parted(re.sub(r"[\s()]", "", plain))
    if not extension and (match := _MOBILE.fullmatch(bare)):
        return match[1]
    if match := _SERVICE.fullmatch(bare):
        return f"{match[1]}{extension}"
    if match := _LAND_LINE.fullmatch(bare):
        return f"0{match[1]}{extension}"
    raise ValueError("not a phone number")


def parted(written: str) -> tuple[str, str]:
    """The number without hyphens, and `-801` where an extension follows it.

    A hyphen alone begins an extension only where the number before it is complete.
    """
    if spoken := _EXTENSION.search(written):
        return written[: spoken.start()].replace("-", ""), f"-{spoken[1]}"
    whole, hyphen, last = written.rpartition("-")
    digits = whole.replace("-", "")
    if hyphen and re.fullmatch(r"[0-9]{1,6}", last) and is_complete(digits, last):
        return digits, f"-{last}"
    return written.replace("-", ""), ""


def is_complete(digits: str, last: str) -> bool:
    """Whether a number is whole before its last hyphen: then what follows is an extension."""
    whole = digits + last
    if _MOBILE.fullmatch(whole) or _LAND_LINE.fullmatch(whole) or _SERVICE.fullmatch(whole):
        return False
    return bool(_LAND_LINE.fullmatch(digits) or _SERVICE.fullmatch(digits))
