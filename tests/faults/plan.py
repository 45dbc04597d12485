"""How many faults a run makes, and by what chance."""

from collections.abc import Mapping

from tests.support.extent import SOAK

TIMES = 16 if SOAK else 1
"""How often a round of faults is repeated."""
SILENCE = 61
"""Seconds that a broker cannot be reached: more than a minute."""
TIMEOUT = 2 * 3600 if SOAK else 600
"""Seconds after which a test of faults hangs."""
READY_WITHIN = 15.0
"""Seconds after which the product must be ready when a fault is over, without hands."""
REACHED_WITHIN = 60.0
"""Seconds in which the load reaches a place where something is killed."""
KILLS: Mapping[str, int] = {
    "complaints": 13,
    "billing": 13,
    "repairs": 14,
    "notices": 8,
    "directory": 8,
    "sweep": 4,
    "gateway": 6,
    "anew": 1,
    "embedded": 12,
}
"""`kill -9`s of one round: of services under load, of a sweep, of the whole in one process."""
ENOUGH = 1000 if SOAK else 60


def kills(what: str) -> int:
    """How often it is killed in this run."""
    return KILLS[what] * TIMES
