"""Lines of a household's bill for some months (B01)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from contracts.billing.codes import Basis
from foundation.money import round_fen
from services.billing.domain import wording
from services.billing.domain.fees import FeeItem, Line, Price, Reading, Unit
from services.billing.domain.period import Month
from services.billing.domain.proration import Stretch, stretches
from services.billing.domain.sharing import Share

Shares = Mapping[str, Sequence[Share]]
"""By key of the fee item: the household's share per month."""


def lines_for(
    items: Sequence[FeeItem], unit: Unit, months: Sequence[Month], shares: Shares
) -> list[Line]:
    """What a household owes for `months`, item by item; lines of nothing are left out."""
    lines: list[Line] = []
    for item in items:
        match item.basis:
            case Basis.METER:
                lines += metered(item, unit, months)
            case Basis.SHARE:
                lines += shared(item, shares.get(item.key, ()), months)
            case _:
                lines += [timed(stretch) for stretch in stretches(item, unit, months)]
    return [line for line in lines if line.amount]


def timed(stretch: Stretch) -> Line:
    """Area or fixed price × months, at the share of the price that a vacant unit pays."""
    price = stretch.price
    size = stretch.occupancy.area_m2 if price.basis == Basis.AREA else Decimal(stretch.count)
    percent = price.vacant_percent if stretch.occupancy.vacant else 100
    factor = stretch.months / price.months * Fraction(percent, 100)
    amount = exact(Fraction(price.price) * Fraction(size) * factor)
    zh, en = wording.timed(stretch, size, percent, amount)
    return Line(
        item=price.name,
        item_en=price.name_en,
        quantity=rounded(Fraction(size) * factor),
        unit=wording.timed_unit(price),
        unit_price=price.price,
        amount=amount,
        explanation=zh,
        explanation_en=en,
    )


def metered(item: FeeItem, unit: Unit, months: Sequence[Month]) -> list[Line]:
    """What the meter has counted up to the end of the months, at the price of the reading day."""
    last = max(months).last

    def price_of(reading: Reading) -> Price | None:
        return item.price_on(reading.read_on)

    lines = []
    due = [
        reading
        for reading in unit.readings
        if reading.name == item.name
        and reading.read_on <= last
        and unit.occupancy_on(reading.read_on).unit_type == item.unit_type
    ]
    for price, group in groupby(due, key=price_of):
        readings = list(group)
        if price is None:
            continue
        quantity = sum((reading.consumption for reading in readings), Decimal(0))
        amount = round_fen(price.price * quantity)
        zh, en = wording.metered(price, readings, quantity, amount)
        unit_name = price.unit or "度"
        lines.append(
            Line(
                price.name, price.name_en, quantity, unit_name, price.price, amount, zh, en,
            )
        )  # fmt: skip
    return lines


def shared(item: FeeItem, shares: Sequence[Share], months: Sequence[Month]) -> list[Line]:
    """The household's part of what all of its unit type share."""
    wanted = {str(month) for month in months}
    mine = [share for share in shares if share.month in wanted and share.amount]
    if not mine:
        return []
    price = item.prices[-1]
    amount = sum((share.amount for share in mine), Decimal(0))
    zh, en = wording.shared(mine, amount)
    return [Line(price.name, price.name_en, Decimal(1), "份", amount, amount, zh, en)]


def exact(amount: Fraction) -> Decimal:
    """A fraction of yuan rounded to the fen, without a detour through floats."""
    return round_fen(Decimal(amount.numerator) / Decimal(amount.denominator))


def rounded(quantity: Fraction) -> Decimal:
    """A quantity with at most four decimals, as it is shown."""
    return round(Decimal(quantity.numerator) / Decimal(quantity.denominator), 4)
