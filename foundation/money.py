"""Money (金额): ``Decimal`` yuan in Python, whole fen in the database, never a float."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

FEN = Decimal("0.01")
ZERO = Decimal("0.00")


def yuan(text: str | int | Decimal) -> Decimal:
    """An exact amount of yuan with two decimals: ``yuan("12.3") == Decimal("12.30")``.

    Raises ``ValueError`` for what is no amount or has parts of a fen, and ``TypeError`` for a
    float, which has lost its cents before it came here.
    """
    if isinstance(text, bool | float):
        raise TypeError(f"an amount is never a {type(text).__name__}: {text!r}")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"not an amount: {text!r}") from None
    if not amount.is_finite():
        raise ValueError(f"not an amount: {text!r}")
    rounded = round_fen(amount)
    if rounded != amount:
        raise ValueError(f"an amount has at most two decimals: {text!r}")
    return rounded


def round_fen(amount: Decimal) -> Decimal:
    """``amount`` rounded half up (away from zero) to the fen: the only rounding there is."""
    return amount.quantize(FEN, ROUND_HALF_UP) + ZERO


def split(amount: Decimal, weights: Sequence[Decimal | int]) -> list[Decimal]:
    """``amount`` divided by ``weights``; the shares sum up to it to the fen.

    Each share is rounded half up, the remainder goes to the largest one. Where that would turn
    the largest share around (a few fen over very many), the next largest takes what is left.
    Raises ``ValueError`` when no weight is above zero or one is below.
    """
    amount = yuan(amount)
    exact = [Decimal(weight) for weight in weights]
    total = sum(exact, ZERO)
    if total <= 0 or min(exact) < 0:
        raise ValueError("weights must not be negative, and one must be above zero")
    sign = -1 if amount < 0 else 1
    size = abs(amount)
    shares = [round_fen(size * weight / total) for weight in exact]
    remainder = size - sum(shares, ZERO)
    for index in sorted(range(len(shares)), key=lambda i: (-exact[i], i)):
        taken = max(remainder, -shares[index])
        shares[index] += taken
        remainder -= taken
    return [sign * share + ZERO for share in shares]
