"""Wire fields that only billing has."""

import re
from decimal import Decimal
from typing import Any

from marshmallow import fields

from contracts.fields import MAX_YUAN, Written

PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2])|-Q[1-4]|-H[12])?", re.ASCII)


class UnitPrice(Written):
    """A price per unit in yuan: a string with two to four decimals, not below zero."""

    default_error_messages = {
        "negative": "Must not be negative.",
        "too_large": "Amount is too large.",
        "not_text": 'Prices are strings, such as "2.80".',
    }
    largest = MAX_YUAN

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool | float):
            raise self.make_error("not_text")
        price: Decimal = super()._deserialize(value, attr, data, **kwargs)
        if price < 0:
            raise self.make_error("negative")
        return price

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:
        if value is None:
            return None
        text = f"{Decimal(value):.4f}"
        return text[:-2] + text[-2:].rstrip("0")


class PeriodText(fields.String):
    """A billing period: `2026-11`, `2026-Q4`, `2026-H2` or `2026`."""

    default_error_messages = {
        "period": "A period is a month 2026-11, a quarter 2026-Q4, a half-year 2026-H2 or a year."
    }

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not PERIOD.fullmatch(text) or not "2000" <= text[:4] <= "2100":
            raise self.make_error("period")
        return text
