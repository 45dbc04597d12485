"""Wire fields that only complaints has."""

import re
from typing import Any, TypedDict

from marshmallow import fields

from contracts.fields import Text
from contracts.pattern import Pattern
from contracts.text import half_width

MONTH = re.compile(r"20\d{2}-(0[1-9]|1[0-2])", re.ASCII)


class Restated(TypedDict):
    """A restatement, loaded."""

    text: str | None
    """None where the resident's own words were read back."""
    confirmed: bool


class Restatement(fields.Field[Restated]):
    """What was read back to the resident, and whether they confirmed it (C03).

    Taken as `{"text", "confirmed"}`; as a text alone, which was confirmed; or as `true`, when the
    resident's own words were read back and confirmed.
    """

    default_error_messages = {"shape": "Give the text read back, or text and confirmed."}
    longest = 2000
    """Characters of the text."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Restated:
        if isinstance(value, bool):
            return {"text": None, "confirmed": value}
        if isinstance(value, str):
            return {"text": Text(max=self.longest).deserialize(value, attr), "confirmed": True}
        if not isinstance(value, dict) or not value or not {"text", "confirmed"}.issuperset(value):
            raise self.make_error("shape")
        return {
            "text": Text(max=self.longest, allow_none=True).deserialize(value.get("text"), attr),
            "confirmed": bool(fields.Boolean().deserialize(value.get("confirmed", False), attr)),
        }


class Consent(fields.Field[str]):
    """The resident's consent to be answered elsewhere (X07): how and when it was given.

    `true` is taken for consent given without further words; `false` for none.
    """

    default_error_messages = {"shape": "Say how the resident consented."}
    longest = 500

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool):
            return "住户已同意" if value else None
        if not isinstance(value, str):
            raise self.make_error("shape")
        return Text(max=self.longest).deserialize(value, attr)


class EntryCode(fields.String):
    """The code of an entry of a list that managers keep (P05): small letters, digits and `_`."""

    longest = 40

    def __init__(self, **kwargs: Any) -> None:
        pattern = Pattern(
            rf"^[a-z][a-z0-9_]{{1,{self.longest - 1}}}$",
            error="Small letters, digits and _; at most 40.",
        )
        super().__init__(validate=pattern, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        return half_width(super()._deserialize(value, attr, data, **kwargs))


class CategoryCode(EntryCode):
    """The code of a category (X04); which there are is data."""

    default_error_messages = {"choose": "Choose what it is about."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("metadata", {"example": "public_facility"})
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if value == "":
            raise self.make_error("choose")
        return super()._deserialize(value, attr, data, **kwargs)


class Month(fields.String):
    """A calendar month, `YYYY-MM`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            validate=Pattern(rf"^{MONTH.pattern}$", error="A month is YYYY-MM."), **kwargs
        )
