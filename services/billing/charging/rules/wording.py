"""How the lines of a bill explain themselves, in Chinese and English (B01)."""

from collections.abc import Sequence
from decimal import Decimal

from contracts.billing.fees import Basis
from foundation.formatting import in_chinese, in_english, span_in_chinese, span_in_english
from services.billing.fees.rules import Price
from services.billing.shared_costs.rules import Share
from services.billing.units.rules.proration import Stretch
from services.billing.units.rules.units import Reading

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
    """`抄表 120 → 147（…），27 m³ × 3.50 元 = 94.50 元`; with what is estimated of it (B21)."""
    last = readings[-1]
    unit = price.unit or "度"
    parts = spans_of(readings)
    span = "、".join(parts)
    span_en = " and ".join(parts)
    product = f"{plain(quantity)} {unit} × {plain(price.price)}"
    marks = estimates(readings)
    return (
        f"抄表 {span}（{in_chinese(last.read_on)}），{product} 元 = {amount} 元{marks[0]}",
        f"meter {span_en} ({in_english(last.read_on)}), {product} yuan = {amount} yuan{marks[1]}",
    )


ESTIMATED: Both = (
    "；其中{}为估读，下次实抄后多退少补",
    "; estimated: {}, made good by the next real reading",
)
TOO_HIGH: Both = (
    "；此前估读偏高，按本次实抄冲减",
    "; the estimate before was too high, this real reading makes it good",
)


def estimates(readings: Sequence[Reading]) -> Both:
    """What of a line is estimated, or makes an estimate good."""
    guessed = [one.read_on for one in readings if one.estimated]
    zh = en = ""
    if any(one.consumption < 0 for one in readings):
        zh, en = TOO_HIGH
    if guessed:
        zh += ESTIMATED[0].format("、".join(map(in_chinese, guessed)))
        en += ESTIMATED[1].format(", ".join(map(in_english, guessed)))
    return zh, en


def spans_of(readings: Sequence[Reading]) -> list[str]:
    """`120 → 150`: from where to where it counted; a meter that was replaced makes two of it."""
    spans: list[tuple[Decimal, Decimal]] = []
    for reading in readings:
        if spans and spans[-1][1] == reading.previous:
            spans[-1] = (spans[-1][0], reading.value)
        else:
            spans.append((reading.previous, reading.value))
    counted = [(begin, end) for begin, end in spans if begin != end] or spans[:1]
    return [f"{plain(begin)} → {plain(end)}" for begin, end in counted]


def corrected(
    price: Price, wrong: Reading, right: Reading | None, charged: Decimal, amount: Decimal
) -> Both:
    """`更正抄表（…）：1470 → 147，用量 1370 → 47 m³，相差 -1323 m³ × 3.50 元 = -4630.50 元`."""
    unit = price.unit or "度"
    day_zh, day_en = in_chinese(wrong.read_on), in_english(wrong.read_on)
    used = right.consumption if right else Decimal(0)
    product = f"{plain(used - wrong.consumption)} {unit} × {plain(charged)}"
    use = f"{plain(wrong.consumption)} → {plain(used)} {unit}"
    if right is None:
        return (
            f"撤回已出账的抄表（{day_zh}）{plain(wrong.value)}，{product} 元 = {amount} 元",
            f"reading {plain(wrong.value)} of {day_en} taken back, {product} yuan = {amount} yuan",
        )
    values = f"{plain(wrong.value)} → {plain(right.value)}"
    return (
        f"更正抄表（{day_zh}）：{values}，用量 {use}，相差 {product} 元 = {amount} 元",
        f"reading of {day_en} corrected: {values}, use {use}, difference {product} yuan = "
        f"{amount} yuan",
    )


def charged_again(price: Price, wrong: Reading, charged: Decimal, amount: Decimal) -> Both:
    """`原账单已取消，补收已退回的抄表（…）1470，1370 m³ × 3.50 元 = 4795.00 元`."""
    product = f"{plain(wrong.consumption)} {price.unit or '度'} × {plain(charged)}"
    day_zh, day_en = in_chinese(wrong.read_on), in_english(wrong.read_on)
    value = plain(wrong.value)
    return (
        f"原账单已取消，补收已退回的抄表（{day_zh}）{value}，{product} 元 = {amount} 元",
        f"reading {value} of {day_en} was given back, but its bill was cancelled: "
        f"{product} yuan = {amount} yuan",
    )


def made_good(
    period: str, parts: Sequence[Both], due: Decimal, stands: Decimal, amount: Decimal
) -> Both:
    """`补收2026年第4季度：1 个 × …（…）= 60.00 元；应计 60.00 元，已出账 0.00 元，…`."""
    whole = len(period) == 4
    zh = f"{'补收' if amount > 0 else '退回'}{in_chinese(period)}{'年' if whole else ''}："
    en = f"{'Charged' if amount > 0 else 'Given back'} for {in_english(period)}: "
    zh += "".join(f"{part}；" for part, _ in parts)
    en += "".join(f"{part}; " for _, part in parts)
    return (
        f"{zh}应计 {due} 元，已出账 {stands} 元，相差 {amount} 元",
        f"{en}due {due} yuan, billed {stands} yuan, difference {amount} yuan",
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
    return f"{counted(price)}·{price.period.word.zh.removeprefix('每')}"


def timed_unit_en(price: Price) -> str:
    """`m² per month`."""
    what = "m²" if price.basis == Basis.AREA else "piece" if price.assigned_only else "household"
    return f"{what} {price.period.word.en}"


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
