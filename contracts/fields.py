"""Fields of the wire format: money, time and text as they cross HTTP, RPC and events."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import ValidationError, fields, missing, validate
from marshmallow.experimental.context import Context

from contracts import numbers
from contracts.hours import written_hours
from contracts.mail import LONGEST, email_address
from contracts.pattern import Pattern
from contracts.phone import phone_number
from contracts.text import cleaned, half_width, names_nobody, unfit

CODE_OF = Context[Callable[[str], str]]
"""What says the code of a community by its id while an answer is written."""
SHANGHAI = ZoneInfo("Asia/Shanghai")
SEVERAL = re.compile(r"[、,，;；/]")
"""What stands between several telephones."""
A_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")
MAX_YUAN = Decimal("999999999.99")
MAX_QUANTITY = Decimal("999999999.9999")
YEARS = range(1970, 2200)
"""Years in which anything may happen; beyond them, time zones and sums of days go astray."""


class Written(fields.Decimal):
    """A number as a text, read as people write it (`contracts.numbers`)."""

    default_error_messages = {
        "too_precise": "At most four decimals.",
        "too_large": "Number too large.",
        "not_text": 'Quantities are strings, such as "12.5".',
    }
    most_decimals = 4
    largest = MAX_QUANTITY

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(places=None, as_string=True, allow_nan=False, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        number = self.read(value)
        if numbers.decimals(number) > self.most_decimals:
            raise self.make_error("too_precise")
        if abs(number) > self.largest:
            raise self.make_error("too_large")
        return number

    def read(self, value: Any) -> Decimal:
        """The number that was written; whole ones may come as such, and ours as decimals."""
        if isinstance(value, Decimal) and value.is_finite():
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)
        try:
            return self.written(value)
        except numbers.TooLarge as error:
            raise self.make_error("too_large") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise self.make_error("invalid") from error

    def written(self, text: str) -> Decimal:
        """The number that a text says."""
        return numbers.number(text)


class Yuan(Written):
    """An amount in yuan: a string with at most two decimals, as it stands on a bill."""

    default_error_messages = {
        "too_precise": "At most two decimals.",
        "too_large": "Amount is too large.",
        "not_text": 'Amounts are strings, such as "123.45".',
    }
    most_decimals = 2
    largest = MAX_YUAN

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool | float):
            raise self.make_error("not_text")
        number: Decimal = super()._deserialize(value, attr, data, **kwargs)
        return number.quantize(Decimal("0.01"))

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else f"{Decimal(value):.2f}"


class Quantity(Written):
    """A measured quantity (m², kWh, t, shares) as a string, at most four decimals.

    Zeros in front are taken: a dial shows them.
    """

    def written(self, text: str) -> Decimal:
        """The number that a dial or a text says."""
        return numbers.reading(text)

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:
        if value is None:
            return None
        return f"{Decimal(value).normalize():f}"


class Whole(fields.Integer):
    """A whole number, as such or as a text; nothing is cut off, and nothing guessed."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        try:
            return numbers.whole(value)
        except numbers.TooLarge as error:
            raise self.make_error("too_large") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise self.make_error("invalid") from error


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


class Until(Instant):
    """A point in time at which something ends; given as a day alone, that is the day's end.

    Its last second in Shanghai: a time that is shown then names the day that was meant.
    """

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str) and A_DAY.fullmatch(value.strip()):
            digits = value.strip().replace("-", "")
            value = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}T23:59:59"
        return super()._deserialize(value, attr, data, **kwargs)


class Day(fields.Date):
    """A calendar date from 1970 to 2199, `YYYY-MM-DD`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise self.make_error("invalid", input=value, obj_type="date")
        day: dt.date = super()._deserialize(value, attr, data, **kwargs)
        if day.year not in YEARS:
            raise self.make_error("invalid", input=value, obj_type="date")
        return day


class Text(fields.String):
    """Words of a person: cleaned of what nobody sees, trimmed, of bounded length."""

    default_error_messages = {"control": "Contains control characters."}

    def __init__(self, *, min: int = 1, max: int = 2000, **kwargs: Any) -> None:
        checks = kwargs.pop("validate", [])
        checks = [checks] if callable(checks) else list(checks)
        super().__init__(validate=[validate.Length(min=min, max=max), *checks], **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = cleaned(super()._deserialize(value, attr, data, **kwargs))
        if unfit(text):
            raise self.make_error("control")
        return text


class Sign(Text):
    """A code that people choose or copy, of plain letters and digits, however wide they type it."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        return half_width(super()._deserialize(value, attr, data, **kwargs))


class Name(Text):
    """What somebody is called, at most 60 letters; a dash, a number or 无 is no name."""

    default_error_messages = {"nobody": "Not a name."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max=60, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        name: str = super()._deserialize(value, attr, data, **kwargs)
        if name and names_nobody(name):
            raise self.make_error("nobody")
        return name


class Id(fields.String):
    """An identifier: opaque, printable ASCII, at most 64 characters."""

    def __init__(self, **kwargs: Any) -> None:
        pattern = Pattern(r"^[A-Za-z0-9_.:\-]{1,64}$", error="Not a valid identifier.")
        super().__init__(validate=pattern, **kwargs)


class CommunityOf(fields.String):
    """The code of the community that a row's `community_id` names (P01); whoever writes an answer
    knows the codes (`CODE_OF`)."""

    def get_value(self, obj: Any, attr: Any, accessor: Any = None, default: Any = missing) -> Any:
        """The row's community; raise `KeyError` for a row that says none: it would be missing from
        the answer."""
        found: Any = super().get_value(obj, "community_id", accessor, default)
        if found is missing:
            raise KeyError("community_id")
        return found

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else CODE_OF.get()(value)


class Phone(fields.String):
    """A Chinese mobile, land-line or 400 number, in one form (`contracts.phone`)."""

    default_error_messages = {"phone": "Not a valid phone number."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        try:
            return phone_number(super()._deserialize(value, attr, data, **kwargs))
        except ValueError as error:
            raise self.make_error("phone") from error


class ServiceLine(Text):
    """Telephones that people are told to call, as they are written: `0512-65221234、4001234567`."""

    default_error_messages = {"phone": "Not a valid phone number."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            for one in SEVERAL.split(text) if text else ():
                phone_number(one)
        except ValueError as error:
            raise self.make_error("phone") from error
        return text


class Hours(fields.String):
    """From when to when somebody is there, with breaks or without, or nothing: `08:00–20:00`,
    `08:00–12:00, 13:30–20:00` (`contracts.hours`)."""

    default_error_messages = {"hours": "Hours are written so: 08:00–20:00."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = cleaned(super()._deserialize(value, attr, data, **kwargs))
        try:
            return written_hours(text) if text else ""
        except ValueError as error:
            raise self.make_error("hours") from error


class Email(fields.Email):
    """An e-mail address (`contracts.mail`)."""

    longest = LONGEST

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        try:
            return email_address(super()._deserialize(value, attr, data, **kwargs))
        except ValueError as error:
            raise self.make_error("invalid") from error


def spreadsheet() -> fields.String:
    """A spreadsheet as base64, of about 10 MB at most."""
    bounds = validate.Length(min=1, error="The file is empty."), validate.Length(max=14_000_000)
    return fields.String(required=True, validate=bounds)


def positive(message: str = "Must be greater than 0.") -> validate.Range:
    """A validator: more than nothing."""
    return validate.Range(min=0, min_inclusive=False, error=message)


def require(condition: bool, message: str, field: str) -> None:
    """Refuse a payload naming the field; for `@validates_schema` methods."""
    if not condition:
        raise ValidationError(message, field)


class Coded(fields.String):
    """A member of an enum, on the wire its text. Of an answer: a later release may have more."""

    def __init__(self, codes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.codes = tuple(codes)


def code(codes: Iterable[str], **kwargs: Any) -> Coded:
    """A field that takes the members of an enum, or any other closed list of codes."""
    known = list(codes)
    return Coded(known, validate=validate.OneOf(known), **kwargs)
