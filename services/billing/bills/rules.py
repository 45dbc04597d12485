"""A line of a bill (账单明细), as it is worked out before it is written down (B01)."""

from dataclasses import dataclass
from decimal import Decimal

from contracts.billing.bills import Component
from contracts.billing.fees import Basis


@dataclass(frozen=True)
class Line:
    """A line of a bill: `quantity` × `unit_price` rounded to the fen is `amount`."""

    item: str
    item_en: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    amount: Decimal
    explanation: str
    explanation_en: str
    component: Component = Component.PRINCIPAL
    basis: Basis | None = None
    """Of a fee item: what it is multiplied by."""
    for_period: str | None = None
    """The past period that it makes good."""
    readings: tuple[str, ...] = ()
    """Meter readings that it bills or gives back."""
