"""Natural sort order: names with numbers in them, in the order that people expect."""

import re


def natural_key(*names: str | None) -> str:
    """A text by which names sort as people count: 2栋 before 10栋, 2-101 before 2-1001."""
    text = " ".join(name or "" for name in names)
    return re.sub(r"\d+", lambda digits: digits[0].zfill(5), text)
