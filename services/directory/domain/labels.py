"""Names of buildings and units as people write them, brought into one form."""

import re
import unicodedata

HIGHEST_FLOOR = 200
_BUILDING_NUMBER = re.compile(r"0*(\d{1,4})(号楼|号|栋|幢|座|楼|#)?")
_UNIT_SPOKEN = re.compile(r"(\d+)单元0*(\d+)(室|号|房)?")


def canonical_building(text: str) -> str:
    """`3`, `3号楼`, `03#` and `3幢` all name the building `3栋`; other names stay as they are."""
    plain = _plain(text)
    match = _BUILDING_NUMBER.fullmatch(plain)
    return f"{match[1]}栋" if match else plain


def canonical_unit(text: str) -> str:
    """`2单元1001室` and `2－1001` both name the unit `2-1001`; letters become capitals."""
    plain = re.sub(r"[—–_/]", "-", _plain(text)).upper()
    match = _UNIT_SPOKEN.fullmatch(plain)
    if match:
        return f"{match[1]}-{match[2]}"
    return re.sub(r"(室|房)$", "", plain)


def room_of(unit: str) -> str:
    """The room number at the end of a unit's label: `1001` of `2-1001`."""
    return unit.rsplit("-", 1)[-1]


def floor_of(unit: str) -> int:
    """The storey that a room number tells: `1001` → 10, `305` → 3; what tells none is on 1."""
    digits = re.sub(r"\D", "", room_of(unit))
    storey = int(digits[:-2]) if len(digits) >= 3 else 1
    return storey if storey <= HIGHEST_FLOOR else 1


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
