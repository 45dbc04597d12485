"""Kinds of policy values: what each may hold, and how it is kept, which is as JSON primitives."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from contracts.code import Code, Word
from contracts.fields import Coded, Quantity, Text, Whole, Yuan, code
from contracts.numbers import number
from contracts.text import half_width

PLACES, IN_ORDER = "places", "in_order"
"""Of lists: what stands in which place, and whether the order counts."""
MOST_TEXTS = 200
"""Texts in one list."""


class Flag(fields.Boolean):
    """Yes or no, and nothing that only looks like it."""

    truthy = {True, "true"}
    falsy = {False, "false"}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, bool | str):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]


class TimeOfDay(fields.String):
    """A time of day in Asia/Shanghai, `HH:MM`."""

    default_error_messages = {"time": "A time of day is written so: 08:00."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        text = half_width(text).strip()
        try:
            return f"{dt.time.fromisoformat(text.zfill(5)):%H:%M}"
        except ValueError as error:
            raise self.make_error("time") from error


class Entries(fields.Dict):
    """A value for each of some codes: of all of them or, where it is not `complete`, of some."""

    default_error_messages = {"missing": "Name each of them once."}

    def __init__(
        self, codes: Iterable[Code], each: fields.Field[Any], *, complete: bool = True
    ) -> None:
        self.codes, self.each, self.complete = tuple(codes), each, complete
        super().__init__(keys=code(self.codes), values=each)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        found: dict[str, Any] = super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]
        if self.complete and set(found) != set(self.codes):
            raise self.make_error("missing")
        return {one.value: found[one] for one in self.codes if one in found}

    def word(self, key: str) -> Word:
        """What a code is called; one of a later release is said as it is."""
        found = next((one.word for one in self.codes if one == key), Word(key, key))
        return Word(found.zh, found.en)


def whole(least: int = 0, most: int = 100_000) -> Whole:
    """A whole number within bounds."""
    return Whole(validate=validate.Range(least, most))


def kept_days(least: int = 0) -> Whole:
    """Days that something is kept: 0 for good, else `least` at least."""

    def enough(days: int) -> None:
        if 0 < days < least:
            raise ValidationError(f"Must be 0 or at least {least}.")

    return Whole(validate=[validate.Range(0, 36_500), enough])


def percent(most: str) -> Quantity:
    """A percentage with up to four decimals."""
    return Quantity(validate=validate.Range(number("0"), number(most)))


def amount() -> Yuan:
    """Yuan from nothing to a million."""
    return Yuan(validate=validate.Range(number("0"), number("1000000")))


def texts(longest: int = 30) -> fields.List[Any]:
    """A list of texts, none twice."""
    checks: list[Any] = [validate.Length(max=MOST_TEXTS), nothing_twice]
    return fields.List(Text(max=longest), validate=checks)


def times_of_day(most: int) -> fields.List[Any]:
    """One to so many times of a day, none twice."""
    checks: list[Any] = [validate.Length(min=1, max=most), nothing_twice]
    return fields.List(TimeOfDay(), validate=checks)


def numbers_of(*places: Word, most: int = 100_000) -> fields.List[Any]:
    """A list of whole numbers: one for each of the places, else up to twenty."""
    length = validate.Length(equal=len(places)) if places else validate.Length(min=1, max=20)
    return fields.List(whole(0, most), validate=length, metadata={PLACES: places})


def chosen(codes: Iterable[str], *, least: int = 0, in_order: bool = False) -> fields.List[Any]:
    """Some of the codes; `in_order`: the order says something."""
    checks: list[Any] = [validate.Length(min=least), nothing_twice]
    return fields.List(code(codes), validate=checks, metadata={IN_ORDER: in_order})


def nothing_twice(values: Iterable[Any]) -> None:
    """A validator: no value twice."""
    listed = list(values)
    if len(set(listed)) != len(listed):
        raise ValidationError("Names something twice.")


def kept(field: fields.Field[Any], value: Any) -> Any:
    """A value as it is kept, in JSON primitives; raise `ValidationError` for one that does not
    fit."""
    return field._serialize(field.deserialize(value), "value", None)


def is_code(field: fields.Field[Any]) -> bool:
    """Whether it holds one of some codes."""
    return isinstance(field, Coded)


def codes_of(field: fields.Field[Any]) -> Mapping[str, Any]:
    """The codes that a field takes, each with its member."""
    found = [check.choices for check in field.validators if isinstance(check, validate.OneOf)]
    return {str(one): one for choices in found for one in choices}
