"""Whether somebody is entered more correctly, or is somebody else (D06)."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

MARKS = ("name", "phone", "id_number")
"""What tells people apart: one of them may be put right, two that differ are another person."""
NEVER_INHERITED = ("email", "id_number")
"""Who takes somebody's place does not get these of them, whatever a sheet still says."""


def is_another(known: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Whether `given` is not the person who is `known`: two of the marks differ.

    A mark that is not given differs from nothing, and an identity number that was not known before
    is only added. A number to call that was not known is one more that differs: without it a name
    alone is known, and that name is another.
    """
    differing = [mark for mark in MARKS if given.get(mark) and differs(mark, known, given)]
    return len(differing) > 1


def is_one_person(known: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Whether two entries are of one person: name and number are the same, however they are
    written, and identity numbers are not two."""
    numbers = {canonical("id_number", one.get("id_number")) for one in (known, given)} - {""}
    return len(numbers) < 2 and not any(differs(mark, known, given) for mark in ("name", "phone"))


def differs(mark: str, known: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Whether a mark that is given is another than the known one, however it is written."""
    before, after = canonical(mark, known.get(mark)), canonical(mark, given[mark])
    if mark == "id_number" and not before:
        return False
    return before != after


def canonical(mark: str, value: Any) -> str:
    """A mark without the differences of writing that mean nothing."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value or ""))).upper()
    if mark == "phone":
        return re.sub(r"^\+?86(?=1\d{10}$)", "", text.replace("-", ""))
    return text
