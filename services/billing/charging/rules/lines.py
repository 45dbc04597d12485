"""Lines of a household's bill for some months (B01)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from contracts.billing.fees import Basis
from foundation.money import round_fen
from services.billing.bills.rules import Line
from services.billing.charging.rules import wording
from services.billing.fees.rules import FeeItem, Price
from services.billing.periods.rules import Month
from services.billing.shared_costs.rules import Share
from services.billing.units.rules.proration import Stretch, stretches
from services.billing.units.rules.units import Reading, Unit

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
    size, factor, percent = terms_of(stretch)
    amount = exact(due(stretch))
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
        basis=price.basis,
    )


def terms_of(stretch: Stretch) -> tuple[Decimal, Fraction, int]:
    """What the price is multiplied by: size, and months at the percentage of a vacant unit."""
    price = stretch.price
    size = stretch.occupancy.area_m2 if price.basis == Basis.AREA else Decimal(stretch.count)
    percent = price.vacant_percent if stretch.occupancy.vacant else 100
    return size, stretch.months / price.months * Fraction(percent, 100), percent


def due(stretch: Stretch) -> Fraction:
    """What is due for a stretch, with its parts of a fen."""
    size, factor, _percent = terms_of(stretch)
    return Fraction(stretch.price.price) * Fraction(size) * factor


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
    again = [one for one in due if one.charged_again_at is not None]
    due = [one for one in due if one not in again]
    given_back = {one.id: one for one in due if one.reversed_at_price is not None}
    anew = [one for one in due if one.id not in given_back]
    for reading in anew:
        wrong = given_back.get(reading.corrects or "")
        price = price_of(reading)
        if wrong and price and price.price == wrong.reversed_at_price:
            lines.append(corrected(price, wrong, reading))
            del given_back[wrong.id]
            due.remove(reading)
    for wrong in given_back.values():
        lines.append(corrected(price_of(wrong) or item.prices[-1], wrong, None))
    lines += [charged_again(price_of(one) or item.prices[-1], one) for one in again]
    charged = [one for one in due if one.reversed_at_price is None]
    for price, group in groupby(charged, key=price_of):
        readings = list(group)
        if price is None:
            continue
        quantity = sum((reading.consumption for reading in readings), Decimal(0))
        amount = round_fen(price.price * quantity)
        zh, en = wording.metered(price, readings, quantity, amount)
        lines.append(metered_line(price, quantity, price.price, amount, (zh, en), readings))
    return lines


def corrected(price: Price, wrong: Reading, right: Reading | None) -> Line:
    """A billed reading is given back; what stands in its place is charged at the same price."""
    charged = wrong.reversed_at_price if wrong.reversed_at_price is not None else price.price
    quantity = (right.consumption if right else Decimal(0)) - wrong.consumption
    amount = round_fen(charged * quantity)
    words = wording.corrected(price, wrong, right, charged, amount)
    return metered_line(
        price, quantity, charged, amount, words, [wrong, right] if right else [wrong]
    )


def charged_again(price: Price, wrong: Reading) -> Line:
    """A reading has gone back on one bill, but is on none: set off what that bill gave back."""
    charged = wrong.charged_again_at if wrong.charged_again_at is not None else price.price
    amount = round_fen(charged * wrong.consumption)
    words = wording.charged_again(price, wrong, charged, amount)
    return metered_line(price, wrong.consumption, charged, amount, words, [wrong])


def metered_line(
    price: Price,
    quantity: Decimal,
    unit_price: Decimal,
    amount: Decimal,
    words: tuple[str, str],
    readings: Sequence[Reading],
) -> Line:
    """A line of what was counted."""
    return Line(
        item=price.name,
        item_en=price.name_en,
        quantity=quantity,
        unit=price.unit or "度",
        unit_price=unit_price,
        amount=amount,
        explanation=words[0],
        explanation_en=words[1],
        basis=Basis.METER,
        readings=tuple(reading.id for reading in readings),
    )


def shared(item: FeeItem, shares: Sequence[Share], months: Sequence[Month]) -> list[Line]:
    """The household's part of what all of its unit type share."""
    wanted = {str(month) for month in months}
    mine = [share for share in shares if share.month in wanted and share.amount]
    if not mine:
        return []
    price = item.prices[-1]
    amount = sum((share.amount for share in mine), Decimal(0))
    zh, en = wording.shared(mine, amount)
    return [
        Line(
            price.name, price.name_en, Decimal(1), "份", amount, amount, zh, en,
            basis=Basis.SHARE,
        )
    ]  # fmt: skip


def exact(amount: Fraction) -> Decimal:
    """A fraction of yuan rounded to the fen, without a detour through floats."""
    return round_fen(Decimal(amount.numerator) / Decimal(amount.denominator))


def rounded(quantity: Fraction) -> Decimal:
    """A quantity with at most four decimals, as it is shown."""
    return round(Decimal(quantity.numerator) / Decimal(quantity.denominator), 4)
