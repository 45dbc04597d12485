"""How the lines of a bill explain themselves, in Chinese and English (B01)."""

from collections.abc import Sequence
from decimal import Decimal

from contracts.billing.codes import Basis, PricePeriod
from foundation.written import in_chinese, in_english, span_in_chinese, span_in_english
from services.billing.domain.fees import Price, Reading
from services.billing.domain.proration import Stretch
from services.billing.domain.sharing import Share

PERIOD_ZH = {
    PricePeriod.MONTH: "月",
    PricePeriod.QUARTER: "季",
    PricePeriod.HALF_YEAR: "半年",
    PricePeriod.YEAR: "年",
}
PERIOD_EN = {
    PricePeriod.MONTH: "month",
    PricePeriod.QUARTER: "quarter",
    PricePeriod.HALF_YEAR: "half-year",
    PricePeriod.YEAR: "year",
}
Both = tuple[str, str]
"""Chinese, English."""


def timed(stretch: Stretch, size: Decimal, percent: int, amount: Decimal) -> Both:
    """`89.50 m² × 2.80 元/m²·月 × 3 个月（…）= 751.80 元`."""
    price = stretch.price
    zh = [f"{sized(price, size)} × {plain(price.price)} 元/{timed_unit(price)}"]
    en = [f"{sized_en(price, size)} × {plain(price.price)} yuan per {timed_unit_en(price)}"]
    zh.append(f"{in_words(stretch.parts)} 个月")
    length = in_words(stretch.parts)
    en.append(f"{length} month{'' if length == '1' else 's'}")
    if price.months > 1:
        zh[-1] += f" ÷ {price.months}"
        en[-1] += f" ÷ {price.months}"
    if percent != 100:
        zh.append(f"空置 {percent}%")
        en.append(f"{percent}% (vacant)")
    days_zh = span_in_chinese(stretch.first, stretch.last)
    days_en = span_in_english(stretch.first, stretch.last)
    return (
        f"{' × '.join(zh)}（{days_zh}）= {amount} 元",
        f"{' × '.join(en)} ({days_en}) = {amount} yuan",
    )


def metered(price: Price, readings: Sequence[Reading], quantity: Decimal, amount: Decimal) -> Both:
    """`抄表 120 → 147（…），27 m³ × 3.50 元 = 94.50 元`."""
    first, last = readings[0], readings[-1]
    unit = price.unit or "度"
    span = f"{plain(first.previous)} → {plain(last.value)}"
    product = f"{plain(quantity)} {unit} × {plain(price.price)}"
    return (
        f"抄表 {span}（{in_chinese(last.read_on)}），{product} 元 = {amount} 元",
        f"meter {span} ({in_english(last.read_on)}), {product} yuan = {amount} yuan",
    )


def shared(shares: Sequence[Share], amount: Decimal) -> Both:
    """`2026年10月合计 3000.00 元 × 89.5 / 53210 m²；… = 15.12 元`."""
    zh = [
        f"{in_chinese(share.month)}合计 {share.total} 元 × {plain(share.area)} / "
        f"{plain(share.area_of_all)} m²"
        for share in shares
    ]
    en = [
        f"{in_english(share.month)} total {share.total} yuan × {plain(share.area)} / "
        f"{plain(share.area_of_all)} m²"
        for share in shares
    ]
    return f"{'；'.join(zh)} = {amount} 元", f"{'; '.join(en)} = {amount} yuan"


def timed_unit(price: Price) -> str:
    """`m²·月`, `个·月`, `户·年`."""
    return f"{counted(price)}·{PERIOD_ZH[price.period]}"


def timed_unit_en(price: Price) -> str:
    """`m² and month`."""
    what = "m²" if price.basis == Basis.AREA else "piece" if price.assigned_only else "household"
    return f"{what} and {PERIOD_EN[price.period]}"


def counted(price: Price) -> str:
    """What is counted."""
    if price.basis == Basis.AREA:
        return "m²"
    return price.unit or ("个" if price.assigned_only else "户")


def sized(price: Price, size: Decimal) -> str:
    """`89.5 m²`."""
    return f"{plain(size)} {counted(price)}"


def sized_en(price: Price, size: Decimal) -> str:
    """`89.5 m²`, `2 pieces`."""
    if price.basis == Basis.AREA:
        return f"{plain(size)} m²"
    what = "piece" if price.assigned_only else "household"
    return f"{plain(size)} {what}{'s' if size != 1 else ''}"


def in_words(parts: Sequence[tuple[int, int]]) -> str:
    """`3`, `11/31` or `(2 + 11/31)`: whole months, then days ÷ days of the month."""
    whole = sum(1 for days, length in parts if days == length)
    terms = [str(whole)] if whole else []
    terms += [f"{days}/{length}" for days, length in parts if days != length]
    return terms[0] if len(terms) == 1 else f"({' + '.join(terms)})"


def plain(number: Decimal) -> str:
    """A number without needless zeros, never in exponents; prices keep two decimals."""
    text = f"{number:f}"
    if "." not in text:
        return text
    whole, decimals = text.split(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}" if decimals.strip("0") else whole
