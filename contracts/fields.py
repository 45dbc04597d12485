"""Fields of the wire format: money, time and text as they cross HTTP, RPC and events."""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import ValidationError, fields, validate

SHANGHAI = ZoneInfo("Asia/Shanghai")
CONTROL_CHARACTERS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
MAX_YUAN = Decimal("999999999.99")
MAX_QUANTITY = Decimal("999999999.9999")
YEARS = range(1970, 2200)
"""Years in which anything may happen; beyond them, time zones and sums of days go astray."""


class Yuan(fields.Decimal):
    """An amount in yuan: a string with exactly two decimals; more decimals are refused."""

    default_error_messages = {
        "too_precise": "At most two decimals.",
        "too_large": "Amount is too large.",
        "not_text": 'Amounts are strings, such as "123.45".',
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(places=None, as_string=True, allow_nan=False, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool | float):
            raise self.make_error("not_text")
        number = super()._deserialize(value, attr, data, **kwargs)
        if number is None:
            return None
        if abs(number) > MAX_YUAN:
            raise self.make_error("too_large")
        if number != number.quantize(Decimal("0.01")):
            raise self.make_error("too_precise")
        return number.quantize(Decimal("0.01"))

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else f"{Decimal(value):.2f}"


class Quantity(fields.Decimal):
    """A measured quantity (m², kWh, t, shares) as a string, at most four decimals."""

    default_error_messages = {
        "too_precise": "At most four decimals.",
        "too_large": "Number too large.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(places=None, as_string=True, allow_nan=False, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        number = super()._deserialize(value, attr, data, **kwargs)
        if number is None:
            return None
        if abs(number) > MAX_QUANTITY:
            raise self.make_error("too_large")
        if number != round(number, 4):
            raise self.make_error("too_precise")
        return number

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:
        if value is None:
            return None
        return f"{Decimal(value).normalize():f}"


class Instant(fields.AwareDateTime):
    """A point in time from 1970 to 2199: ISO 8601 with offset; shown in Asia/Shanghai, loaded as
    UTC."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso", default_timezone=SHANGHAI, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, dt.datetime) and value.tzinfo:
            return value.astimezone(dt.UTC)
        moment = super()._deserialize(value, attr, data, **kwargs)
        if moment.year not in YEARS:
            raise self.make_error("invalid", input=value, obj_type="datetime")
        return moment.astimezone(dt.UTC)

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else value.astimezone(SHANGHAI).isoformat()


class Day(fields.Date):
    """A calendar date from 1970 to 2199, `YYYY-MM-DD`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise self.make_error("invalid", input=value, obj_type="date")
        day: dt.date = super()._deserialize(value, attr, data, **kwargs)
        if day.year not in YEARS:
            raise self.make_error("invalid", input=value, obj_type="date")
        return day


class Text(fields.String):
    """Words of a person: trimmed, without control characters, of bounded length."""

    default_error_messages = {"control": "Contains control characters."}

    def __init__(self, *, min: int = 1, max: int = 2000, **kwargs: Any) -> None:
        checks = kwargs.pop("validate", [])
        checks = [checks] if callable(checks) else list(checks)
        super().__init__(validate=[validate.Length(min=min, max=max), *checks], **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if CONTROL_CHARACTERS.search(text):
            raise self.make_error("control")
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise self.make_error("control") from error
        return text


class Id(fields.String):
    """An identifier: opaque, printable ASCII, at most 64 characters."""

    def __init__(self, **kwargs: Any) -> None:
        pattern = validate.Regexp(r"^[A-Za-z0-9_.:\-]{1,64}$", error="Not a valid identifier.")
        super().__init__(validate=pattern, **kwargs)


class Phone(fields.String):
    """A Chinese mobile or land-line number; blanks and hyphens are dropped."""

    default_error_messages = {"phone": "Not a valid phone number."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = re.sub(r"[\s\-()（）]", "", super()._deserialize(value, attr, data, **kwargs))
        if not re.fullmatch(r"(\+?86)?1[3-9]\d{9}|0?\d{2,3}\d{7,8}|400\d{7}", text, re.ASCII):
            raise self.make_error("phone")
        return text


def positive(message: str = "Must be greater than 0.") -> validate.Range:
    """A validator: more than nothing."""
    return validate.Range(min=0, min_inclusive=False, error=message)


def require(condition: bool, message: str, field: str) -> None:
    """Refuse a payload naming the field; for `@validates_schema` methods."""
    if not condition:
        raise ValidationError(message, field)


def code(codes: Iterable[str], **kwargs: Any) -> fields.String:
    """A field that takes the members of an enum, or any other closed list of codes."""
    return fields.String(validate=validate.OneOf(list(codes)), **kwargs)
