"""In which manners of reading a journey is walked.

Each is walked by two readers who differ in everything: language, width, scripts, colours. Three
such couples take turns in a file, and any two values meet in one of them. At night every journey
is walked in every manner.
"""

from dataclasses import replace
from itertools import product

from tests.browser.reader import Manner

COUPLES = (
    (Manner("zh", 360), Manner("en", 1280, scripts=False, scheme="dark")),
    (Manner("zh", 360, scripts=False, scheme="dark"), Manner("en", 1280)),
    (Manner("zh", 1280, scheme="dark"), Manner("en", 360, scripts=False)),
)
EVERY = tuple(
    Manner(*each) for each in product(("zh", "en"), (360, 1280), (True, False), ("light", "dark"))
)


def manners(turn: int, width: int | None, every: bool) -> list[Manner]:
    """Those of the journey that comes at a turn; of one width, if it is for one only."""
    chosen = EVERY if every else COUPLES[turn % len(COUPLES)]
    return list(dict.fromkeys(replace(one, width=width or one.width) for one in chosen))
