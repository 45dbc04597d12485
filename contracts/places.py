"""Names of buildings and units as people write them, brought into one form.

A place has a label, which people read, and a key, which tells places apart: `S01`, `S1` and 商铺1
are one place, and whoever entered it first gave it its label.
"""

import re
import unicodedata
from dataclasses import dataclass

from contracts.text import without_unfit

HIGHEST_FLOOR = 200
LONGEST = 30
"""Of the label of a building or a unit."""

_DASHES = re.compile(r"[—–‐‑−―－_/\\~～]")
_BUILDING_WORDS = "号楼|号|栋|幢|座|楼|#"
_BUILDING_NUMBER = re.compile(rf"0*(\d{{1,4}})(?:{_BUILDING_WORDS})?", re.ASCII)
_BUILDING_END = re.compile(rf"(?<=.)(?:{_BUILDING_WORDS})$")
_BUILDING_WITH_ENTRANCE = re.compile(
    r"(.*(?:号楼|号|栋|幢|座|楼|#))-?0*(\d{1,3}|[A-Z])(?:单元|门)", re.ASCII
)
_ENTRANCE_COLUMN = re.compile(r"(?:第)?0*(\d{1,3}|[A-Z])(?:号?(?:单元|门|梯)|号)?", re.ASCII)
_NO_ENTRANCE = frozenset({"", "0", "无", "-", "--", "0单元", "无单元", "/"})
_WITH_ENTRANCE = re.compile(r"0*(\d{1,3}|[A-Z])(?:单元|门)-?(.+)", re.ASCII)
_TWO_PARTS = re.compile(r"0*(\d{1,3}|[A-Z])-(.+)", re.ASCII)
_APART = re.compile(r"(?<![0-9])([0-9]{1,2})[\s.·・]+(?=[0-9]{3,5}(?![0-9.]))", re.ASCII)
"""An entrance that only a blank or a dot parts from its room: `2 201` is not 2201."""
_WITH_BUILDING = re.compile(r"(.+?(?:号楼|栋|幢|座|#))-?(.*\d.*)")
_THREE_PARTS = re.compile(r"([^-]+)-(\d{1,2}|[A-Z])-(\d{3,5}[A-Z]?)", re.ASCII)
_FLOOR_SAID = re.compile(
    r"(\d{1,3})(?:层|楼)-?((\d{1,3})\d{2}[A-Z]?(?:号房|室|房|号|户)?)", re.ASCII
)
_ROOM_END = re.compile(r"(?<=[0-9A-Z])(?:号房间?|房间|号室|室|房|号|户)$")
_ENTRANCE_SAID = re.compile(r"0*(\d{1,3}|[A-Z])单元", re.ASCII)
_NO_BEGINNING = re.compile(r"0+(?:\d*$|-|单元|门)", re.ASCII)
_SHOP_WORDS = "商铺|店铺|铺面|门面|门店|底商|商业|商|铺"
_SHOP = re.compile(
    rf"(?:{_SHOP_WORDS})-?0*(\d{{1,5}}[A-Z]?)|0*(\d{{1,5}}[A-Z]?)号?(?:{_SHOP_WORDS})"
)
_NUMERAL = re.compile(
    r"[零〇一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]+(?=号楼|号|栋|幢|座|单元|门|期|区|楼|层|#|$)"
)
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")  # fmt: skip
_DATE = re.compile(
    r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}月(?:\d{1,2}日?)?"
    r"|\d{1,2}-?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*(?:-?\d{2,4})?"
    r"|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*-?\d{1,4}",
    re.ASCII,
)


class NoPlace(ValueError):
    """What was written is no place; `field` and `code` say why."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(code)
        self.field = field
        self.code = code


@dataclass(frozen=True)
class Place:
    """A building and a unit, as people read them."""

    building: str
    unit: str

    @property
    def key(self) -> str:
        """What tells this place apart from others."""
        return f"{building_key(self.building)} {unit_key(self.unit)}"


def place(building: str, unit: str, entrance: str = "") -> Place:
    """The place that building, unit and perhaps entrance name together.

    The unit may name the building and the entrance again, the building its entrance: then they must
    agree. Raise `NoPlace` where they do not, and for what a spreadsheet has made a date of.
    """
    home, said_entrance = _building_parts(in_plain(building))
    rest = _without_building(in_plain(unit).upper(), home)
    named, room = _unit_parts(rest)
    entrances = {one for one in (entrance_of(entrance), said_entrance, named) if one}
    if len(entrances) > 1:
        raise NoPlace("entrance", "other_entrance")
    if not room or not re.search(r"[^\W_]", room):
        raise NoPlace("unit", "no_room")
    for field, text in (("unit", rest), ("building", home)):
        if _DATE.fullmatch(text.upper()):
            raise NoPlace(field, "became_date")
    return Place(home, "-".join([*entrances, room]))


def key_of(building: str, unit: str) -> str:
    """The key of a place that stands in the archive, however it was written when it came in."""
    try:
        return place(building, unit).key
    except NoPlace:
        return Place(canonical_building(building), canonical_unit(unit)).key


def canonical_building(text: str) -> str:
    """`3`, `3号楼`, `03#`, `三栋` and `3幢` all name the building `3栋`; others stay."""
    return _building_parts(in_plain(text))[0]


def canonical_unit(text: str) -> str:
    """`2单元1001室`, `02-1001`, `2－1001` all name the unit `2-1001`; letters become capitals."""
    entrance, room = _unit_parts(in_plain(text).upper())
    return f"{entrance}-{room}" if entrance else room


def building_key(label: str) -> str:
    """`3栋` is 3, `A座` and `A栋` are A: what is left without the word for a building."""
    return _without_zeros(_BUILDING_END.sub("", in_plain(label).upper()))


def unit_key(label: str) -> str:
    """`S01`, `S1`, `商铺1` and `1号商铺` are one."""
    plain = in_plain(label).upper()
    if shop := _SHOP.fullmatch(_ROOM_END.sub("", plain)) or _SHOP.fullmatch(plain):
        plain = f"S{shop[1] or shop[2]}"
    return _without_zeros(plain)


def entrance_of(text: str) -> str:
    """The entrance of a column of its own: `1单元` and `01` are 1, `0` is none."""
    plain = in_plain(text).upper()
    if plain in _NO_ENTRANCE:
        return ""
    match = _ENTRANCE_COLUMN.fullmatch(plain)
    if match is None:
        raise NoPlace("entrance", "became_date" if _DATE.fullmatch(plain) else "no_entrance")
    return match[1]


def entrance_meant(text: str) -> tuple[str, str] | None:
    """Building and entrance of `3栋2单元`, no building in `2单元`; None for other texts."""
    said = in_plain(text).upper()
    building, entrance = _building_parts(said)
    if not entrance and (match := _ENTRANCE_SAID.fullmatch(said)):
        building, entrance = "", match[1]
    return (building, entrance) if entrance else None


def is_whole(text: str) -> bool:
    """Whether a text names a room to its end (`3号`), or begins with a 0 that begins no unit: it is
    not the beginning of others, as `3` is of all of entrance 3.
    """
    said = in_plain(text).upper()
    return _ROOM_END.search(said) is not None or _NO_BEGINNING.match(said) is not None


def shop_labels(text: str) -> list[str]:
    """How the shop that is written so may stand in the archive: `S1`, `S01` …; else nothing."""
    shop = re.fullmatch(r"S(\d{1,4})([A-Z]?)", unit_key(text), re.ASCII)
    widths = range(len(shop[1]), 5) if shop else ()
    return [f"S{shop[1]:0>{width}}{shop[2]}" for width in widths if shop]


def room_of(unit: str) -> str:
    """The room number at the end of a unit's label: `1001` of `2-1001`."""
    return unit.rsplit("-", 1)[-1]


def floor_of(unit: str) -> int:
    """The storey that a room number tells: `1001` → 10, `305` → 3; what tells none is on 1."""
    digits = re.sub(r"[^0-9]", "", room_of(unit))
    storey = int(digits[:-2]) if len(digits) >= 3 else 1
    return storey if storey <= HIGHEST_FLOOR else 1


def _building_parts(plain: str) -> tuple[str, str]:
    """The building's label, and the entrance that it names."""
    entrance = ""
    if match := _BUILDING_WITH_ENTRANCE.fullmatch(plain.upper()):
        plain, entrance = match[1], match[2]
    number = _BUILDING_NUMBER.fullmatch(plain)
    return (f"{number[1]}栋" if number else plain), entrance


def _without_building(plain: str, building: str) -> str:
    """A unit without the building that it names again."""
    if match := _WITH_BUILDING.fullmatch(plain):
        if building_key(match[1]) != building_key(building):
            raise NoPlace("unit", "other_building")
        return match[2]
    match = _THREE_PARTS.fullmatch(plain)
    if match and building_key(match[1]) == building_key(building):
        return f"{match[2]}-{match[3]}"
    return plain


def _unit_parts(plain: str) -> tuple[str, str]:
    """The entrance, if one is named, and the room."""
    entrance = ""
    if match := _WITH_ENTRANCE.fullmatch(plain) or _TWO_PARTS.fullmatch(plain):
        entrance, plain = match[1].removeprefix("0"), match[2]
    if (said := _FLOOR_SAID.fullmatch(plain)) and said[1] == said[3]:
        plain = said[2]  # 3楼301
    room = _ROOM_END.sub("", plain)
    return entrance, (room.lstrip("0") or "0") if room.isdecimal() else room


def _without_zeros(text: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", text)


def in_plain(text: str) -> str:
    """Without blanks and what nobody sees; wide letters as others, one kind of dash, numerals."""
    plain = unicodedata.normalize("NFKC", without_unfit(text))
    plain = _DASHES.sub("-", re.sub(r"\s+", "", _APART.sub(r"\1-", plain.strip())))
    return _NUMERAL.sub(lambda hit: _counted(hit[0].translate(_CAPITALS)), plain)


def _counted(numeral: str) -> str:
    """十二 is 12, 二十 20; what is no number up to 999 stays."""
    if not set(numeral) & {"十", "百"}:
        return "".join(str(_DIGITS[one]) for one in numeral)
    match = re.fullmatch(
        r"(?:([一二两三四五六七八九])百零?)?(?:([一二两三四五六七八九])?(十))?([一二三四五六七八九])?",
        numeral,
    )
    if match is None:
        return numeral
    hundreds, tens, ten, ones = match.groups()
    number = 100 * _DIGITS[hundreds] if hundreds else 0
    number += 10 * (_DIGITS[tens] if tens else 1) if ten else 0
    return str(number + (_DIGITS[ones] if ones else 0))
