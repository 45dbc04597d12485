"""Identity numbers masked (D03), and telephone numbers found by their last digits (D01)."""


def mask_id_number(number: str | None) -> str | None:
    """Keep the first and the last character of an identity number."""
    if not number:
        return None
    if len(number) <= 2:
        return "*" * len(number)
    return number[0] + "*" * (len(number) - 2) + number[-1]


def reversed_digits(phone: str | None) -> str:
    """The digits of a number from the last to the first: an index on it finds last digits."""
    return "".join(letter for letter in reversed(phone or "") if letter in "0123456789")


def range_of_prefix(digits: str) -> tuple[str, str | None]:
    """Bounds `low <= x < high` of all digit strings that begin with `digits`.

    Compared digit by digit the bounds hold in every collation. `high` is None after a row of
    nines, above which there is nothing else.
    """
    kept = digits.rstrip("9")
    if not kept:
        return digits, None
    return digits, kept[:-1] + str(int(kept[-1]) + 1)
