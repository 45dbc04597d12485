"""What a household's bill is worked out from (计费单元): states, assignments, readings (B01)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.billing.households.rules import Occupancy


@dataclass(frozen=True)
class Assignment:
    """An `assigned_only` item that a household has: how many, from when to when (included)."""

    name: str
    quantity: int
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Reading:
    """What a meter has counted since the reading before."""

    id: str
    name: str
    read_on: date
    previous: Decimal
    value: Decimal
    estimated: bool = False
    corrects: str | None = None
    """The reading in whose place it stands."""
    reversed_at_price: Decimal | None = None
    """Of one that was billed and is reversed: yuan per unit that go back."""
    charged_again_at: Decimal | None = None
    """Of one that has gone back, but whose bill was cancelled: yuan per unit."""

    @property
    def consumption(self) -> Decimal:
        """Units counted."""
        return self.value - self.previous


@dataclass(frozen=True)
class Unit:
    """Everything about one household that its bill depends on."""

    household_id: str
    billing_from: date | None
    """First day it pays for; None: it always has."""
    occupancies: tuple[Occupancy, ...]
    """Oldest first; the first one also holds for all days before it."""
    assignments: tuple[Assignment, ...] = ()
    readings: tuple[Reading, ...] = ()
    """Those not billed yet, and those to be given back; oldest first."""

    def occupancy_on(self, day: date) -> Occupancy:
        """The state on a day."""
        known = [state for state in self.occupancies if state.since <= day]
        return known[-1] if known else self.occupancies[0]

    def assigned_on(self, name: str, day: date) -> int:
        """How many of an item the household has on a day."""
        return sum(
            item.quantity
            for item in self.assignments
            if item.name == name
            and item.starts_on <= day
            and (item.ends_on is None or day <= item.ends_on)
        )
