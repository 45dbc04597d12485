"""How long somebody waits for an answer while somebody hostile does what they can.

    python -m bench.beside [--quick] [--calls 200]

A resident asks for their bills, each time on a connection of their own: alone, beside a thousand
half-sent requests of each kind, beside a thousand streams of one login, and while hostile sheets
are read. Wanted: no answer takes a second.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from bench.tables import figures, progress, say, table
from tests.security.test_hostile_sheets import DOORS, SLOWEST, send
from tests.security.test_one_client_against_all import (
    HALVES,
    MANY,
    allowed_files,
    connected,
    listening,
)
from tests.support.product import Product, embedded
from tests.unit.foundation.test_hostile_spreadsheets import HOSTILE

Hostile = Callable[[Product], AbstractContextManager[object]]


@contextmanager
def sheets(product: Product) -> Iterator[None]:
    """Two hostile sheets, one at each import."""
    content = HOSTILE[SLOWEST]()
    with ThreadPoolExecutor(len(DOORS)) as pool:
        for login, path in DOORS:
            pool.submit(send, product, login, path, content)
        yield


def kinds() -> dict[str, Hostile]:
    """What somebody hostile does, by name."""

    def held(said: bytes) -> Hostile:
        return lambda product: connected(product, MANY, said)

    return {
        "nobody": lambda _product: nullcontext(),
        **{f"{MANY} × {name}": held(said) for name, said in HALVES.items()},
        "1050 streams of one login": lambda product: connected(product, 1_050, listening(product)),
        "hostile sheets": sheets,
    }


def waited(product: Product, calls: int) -> list[float]:
    """Milliseconds for each answer."""
    resident = product.as_("resident2")
    took = []
    for _ in range(calls):
        begun = time.perf_counter()
        resident.get("/bills", 200)
        took.append((time.perf_counter() - begun) * 1000)
    return took


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--quick", action="store_true", help="few calls")
    chosen = parser.parse_args()
    calls = 30 if chosen.quick else chosen.calls
    rows, longest = [], 0.0
    with (
        tempfile.TemporaryDirectory(prefix="guanjia-bench-") as name,
        allowed_files(),
        embedded(Path(name), loaded=True) as product,
    ):
        waited(product, 10)
        for kind, hostile in kinds().items():
            with hostile(product):
                took = waited(product, calls)
            longest = max(longest, *took)
            middle = statistics.median(took)
            rows.append((kind, f"{middle:.0f}", f"{max(took):.0f}"))
            progress(f"{kind}: {middle:.0f} ms, at most {max(took):.0f} ms")
    say(table(("beside", "ms, median", "ms, longest"), rows))
    say(figures(beside_longest_ms=longest))


if __name__ == "__main__":
    main()
