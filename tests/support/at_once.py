"""Several people at the same moment, each in a transaction of their own."""

import threading
from collections.abc import Callable
from typing import Any

from foundation.errors import ServiceError

TIMEOUT = 30.0
"""Seconds after which a test that hangs is given up."""


def at_once(
    *acts: Callable[[], Any],
    refusals: type[Exception] | tuple[type[Exception], ...] = ServiceError,
) -> list[Any]:
    """Do all at the same moment; answers or refusals, in the order of the acts."""
    gate = threading.Barrier(len(acts), timeout=TIMEOUT)
    outcomes: list[Any] = [None] * len(acts)

    def run(index: int, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            outcomes[index] = act()
        except refusals as refused:
            outcomes[index] = refused

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TIMEOUT)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return outcomes
