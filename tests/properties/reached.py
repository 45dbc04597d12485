"""How far sequences came: where none ever comes, none finds anything wrong."""

from collections import Counter
from collections.abc import Mapping

from tests.support.extent import NIGHTLY

OFTEN = 20
"""What so many of 300 sequences come to, one of 60 comes to by any seed."""


def missed(reached: Counter[str], least: Mapping[str, int]) -> dict[str, int]:
    """What too few sequences came to, and how many did."""
    return {what: reached[what] for what, times in least.items() if reached[what] < times}


def require_reached(reached: Counter[str], least: Mapping[str, int]) -> None:
    """Fail unless each of these was reached by at least so many of the 300 sequences of a night.

    A usual run has a fifth of them: it must come to what is reached often.
    """
    often = {what: 1 for what, times in least.items() if times >= OFTEN}
    short = missed(reached, least if NIGHTLY else often)
    assert not short, f"reached too seldom: {short} of {dict(reached)}"
