"""Messages of the city's public platform (C05): one row of its spreadsheet as one message."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from contracts.text import without_unfit
from foundation.clock import SHANGHAI
from foundation.spreadsheet_cells import has_lost_digits, is_error, is_time, shown

NUMBER, USER, SUBJECT, WRITTEN, DETAIL = (
    "留言编号",
    "留言用户",
    "留言主题",
    "留言时间",
    "留言详情",
)
REPLY, REPLIED = "答复意见", "答复时间"
REQUIRED = (NUMBER, USER, SUBJECT, WRITTEN, DETAIL)
OPTIONAL = (REPLY, REPLIED)

LONGEST = {NUMBER: 40, USER: 60, SUBJECT: 500, DETAIL: 20_000, REPLY: 20_000}
TIMES = (WRITTEN, REPLIED)
SPOILT = (
    ("单元格是错误值，请改正后再导入。", "The cell shows an error; please put it right."),
    (
        "被表格改成了日期。请将此列设为文本格式后重新填写。",
        "The sheet has made a date of it: format the column as text and type it again.",
    ),
    (
        "数字超过 15 位，表格已丢失末尾数字。请将此列设为文本格式后重新填写。",
        "More than 15 digits, of which the sheet has lost the last: format the column as text "
        "and type it again.",
    ),
)
"""What a spreadsheet itself makes of what was typed, and the way out."""
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)

_MOMENT = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[\sT]*(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?",
    re.ASCII,
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Message:
    """What somebody wrote on the platform, tidied up, and the reply if there is one."""

    row: int
    number: str
    user: str
    subject: str
    written_at: datetime
    detail: str
    reply: str | None
    replied_at: datetime | None


@dataclass(frozen=True)
class RowError:
    """What is wrong with one cell."""

    row: int
    field: str
    zh: str
    en: str

    def message(self, language: str) -> str:
        """The wording in a language."""
        return self.en if language == "en" else self.zh


def columns(headings: Sequence[Any]) -> dict[str, int]:
    """Where each known column stands; blanks in headings do not matter."""
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        name = re.sub(r"\s", "", str(heading or ""))
        if name in REQUIRED + OPTIONAL:
            found.setdefault(name, position)
    return found


def missing_columns(found: Mapping[str, int]) -> list[str]:
    """Required columns that are not there."""
    return [name for name in REQUIRED if name not in found]


def read(
    row: int, cells: Sequence[Any], found: Mapping[str, int], now: datetime
) -> Message | list[RowError]:
    """One row as a message, or everything that is wrong with it."""
    errors: list[RowError] = []

    def cell(name: str) -> Any:
        position = found.get(name)
        return cells[position] if position is not None and position < len(cells) else None

    def broken(name: str) -> bool:
        """Whether the sheet itself has spoilt a cell."""
        found = SPOILT[0] if is_error(value := cell(name)) else None
        if name not in TIMES and is_time(value):
            found = SPOILT[1]
        elif has_lost_digits(value):
            found = SPOILT[2]
        if found:
            errors.append(RowError(row, name, *found))
        return found is not None

    def text(name: str) -> str:
        if broken(name):
            return ""
        value = tidied(cell(name))
        if not value and name in REQUIRED:
            errors.append(RowError(row, name, "不能为空。", "Must not be empty."))
        if len(value) > LONGEST[name]:
            limit = LONGEST[name]
            errors.append(
                RowError(row, name, f"超过 {limit} 字。", f"Longer than {limit} characters.")
            )
        return value

    def moment(name: str) -> datetime | None:
        value = cell(name)
        if broken(name) or value is None or not shown(value).strip():
            return None
        at = instant(tidied(value) if isinstance(value, str) else value)
        if at is None:
            errors.append(RowError(row, name, "无法识别的时间。", "Not a time."))
        elif not EARLIEST <= at <= now:
            errors.append(
                RowError(row, name, "时间早于 2000 年或在将来。", "Before 2000 or in the future.")
            )
            return None
        return at

    number, user, subject = one_form(text(NUMBER)), text(USER), text(SUBJECT)
    detail, reply = text(DETAIL), text(REPLY)
    written_at, replied_at = moment(WRITTEN), moment(REPLIED)
    if written_at is None and not any(error.field == WRITTEN for error in errors):
        errors.append(RowError(row, WRITTEN, "不能为空。", "Must not be empty."))
    if written_at and replied_at and replied_at < written_at:
        errors.append(
            RowError(row, REPLIED, "答复早于留言。", "The reply is earlier than the message.")
        )
    if errors or written_at is None:
        return errors
    return Message(row, number, user, subject, written_at, detail, reply or None, replied_at)


def tidied(value: Any) -> str:
    """A cell as text: escapes undone, odd blanks and empty lines dropped, whole numbers whole."""
    text = value if isinstance(value, str) else shown(value)
    text = without_unfit(_ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), text))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def one_form(number: str) -> str:
    """A number of a message without blanks, its letters and digits of one width."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", number))


def instant(value: Any) -> datetime | None:
    """A local time as text (`2019/4/25 9:32:09`, `2019年4月25日`) or as a spreadsheet date."""
    if isinstance(value, datetime):
        local = value.replace(tzinfo=None)
    elif isinstance(value, date):
        local = datetime.combine(value, time())
    elif isinstance(value, str) and (hit := _MOMENT.fullmatch(value.strip())):
        try:
            year, month, day, hour, minute, second = (int(part or 0) for part in hit.groups())
            local = datetime.combine(date(year, month, day), time(hour, minute, second))
        except ValueError:
            return None
    else:
        return None
    return local.replace(tzinfo=SHANGHAI).astimezone(UTC)
