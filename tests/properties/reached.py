"""How far sequences came: where none ever comes, none finds anything wrong."""

from collections import Counter
from collections.abc import Mapping


def require_reached(reached: Counter[str], least: Mapping[str, int]) -> None:
    """Fail unless each of these was reached by at least so many sequences."""
    short = {what: reached[what] for what, times in least.items() if reached[what] < times}
    assert not short, f"reached too seldom: {short} of {dict(reached)}"
