"""Messages of the city's public platform (C05): one row of its spreadsheet as one message."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from foundation.clock import SHANGHAI

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
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)

_MOMENT = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[\sT]*(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?",
    re.ASCII,
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BLANKS = re.compile(r"[^\S\n]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


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

    def text(name: str) -> str:
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
        if value is None or not str(value).strip():
            return None
        at = instant(value)
        if at is None:
            errors.append(RowError(row, name, "无法识别的时间。", "Not a time."))
        elif not EARLIEST <= at <= now:
            errors.append(
                RowError(row, name, "时间早于 2000 年或在将来。", "Before 2000 or in the future.")
            )
            return None
        return at

    number, user, subject = text(NUMBER), text(USER), text(SUBJECT)
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
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), str(value))
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.encode("utf-8", "ignore").decode("utf-8")  # lone surrogates
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


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
