"""Amounts in words (大写金额), as receipts carry them against forgery (B07)."""

from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")


def in_words(amount: Decimal) -> str:
    """`人民币壹佰贰拾叁元肆角伍分`; raises ValueError below zero and from a trillion yuan on."""
    fen = int(amount * 100)
    if fen < 0 or fen >= 10**14:
        raise ValueError(f"no receipt is over {amount} yuan")
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    text = f"{integer(yuan)}元" if yuan else ""
    if not rest:
        return f"人民币{text or '零元'}整"
    if jiao:
        text += f"{DIGITS[jiao]}角"
    elif yuan:
        text += "零"
    return f"人民币{text}{DIGITS[cents]}分" if cents else f"人民币{text}整"


def integer(number: int) -> str:
    """A whole number in words: groups of four digits, one 零 for any gap."""
    text = ""
    for index in reversed(range(len(GROUPS))):
        group = number // 10_000**index % 10_000
        if group:
            if text and (group < 1000 or text.endswith("零")):
                text = text.removesuffix("零") + "零"
            text += four(group) + GROUPS[index]
        elif text and not text.endswith("零"):
            text += "零"
    return text.removesuffix("零")


def four(group: int) -> str:
    """Up to four digits in words."""
    text = ""
    for place in reversed(range(4)):
        digit = group // 10**place % 10
        if digit:
            text += DIGITS[digit] + PLACES[place]
        elif text and not text.endswith("零"):
            text += "零"
    return text.removesuffix("零")
