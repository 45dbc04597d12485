"""Every page that somebody reaches by links: how long it takes and how much it sends.

    python -m bench.pages [--quick] [--times 30]

The whole product in one process with the demo community; one reader at a time, on one connection.
What is sent is what a browser loads that has nothing yet: the page and the style sheets, scripts
and pictures that it names, compressed as they are sent, without headers.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import requests

from bench.processes import cpu_seconds
from bench.tables import figures, progress, say, table
from tests.support.product import DEMO_PASSWORD, Product, embedded
from tests.support.reached import LOGINS, kind_of, reached

SLOW_MS, HEAVY_KB = 100, 150
"""What a page should not exceed: the median of its times, and what it sends."""
WARM_UP = 3
HEADERS = {"Accept": "text/html", "Accept-Encoding": "gzip", "Accept-Language": "zh-CN"}
PARTS = re.compile(r'(?:<link rel="(?:icon|stylesheet)" href|<script src|<img[^>]* src)="(/[^"]*)"')
"""What a browser loads with a page."""


@dataclass(frozen=True)
class Measured:
    """A page as one login sees it."""

    kind: str
    login: str
    times: list[float]
    """In milliseconds."""
    cpu: float
    """Milliseconds of the product's processor per request; others at the machine do not matter."""
    kilobytes: float

    @property
    def median(self) -> float:
        """Half of the times are shorter."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """One of twenty is longer."""
        return statistics.quantiles(self.times, n=20)[-1]

    def figures(self) -> tuple[float, ...]:
        """What the table says of it."""
        return self.median, self.p95, self.cpu, self.kilobytes


class Browsing:
    """Somebody at a browser that keeps its connection and its cookies."""

    def __init__(self, product: Product, login: str) -> None:
        self.login = login
        self.url = product.url
        self.pid = product.processes["embedded"].popen.pid
        self.session = requests.Session()
        self.session.headers.update(HEADERS)
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.text("/login"))
        assert token
        form = {"csrf_token": token[1], "username": login, "password": DEMO_PASSWORD}
        answer = self.session.post(f"{self.url}/login", data=form, timeout=60)
        answer.raise_for_status()
        self.home = answer.url.removeprefix(self.url)

    def text(self, path: str) -> str:
        """The source of a page."""
        answer = self.session.get(f"{self.url}{path}", timeout=60)
        answer.raise_for_status()
        return answer.text

    def sent(self, path: str) -> int:
        """Bytes of an answer's body, as they come."""
        with self.session.get(f"{self.url}{path}", timeout=60, stream=True) as answer:
            answer.raise_for_status()
            return len(answer.raw.read(decode_content=False))

    def timed(self, path: str) -> float:
        """Milliseconds until the page was read."""
        begun_at = time.perf_counter()
        self.text(path)
        return 1000 * (time.perf_counter() - begun_at)

    def measured(self, path: str, source: str, times: int) -> Measured:
        """Ask for a page again and again, after a warm-up."""
        for _ in range(WARM_UP):
            self.text(path)
        sizes = [self.sent(part) for part in (path, *set(PARTS.findall(source)))]
        used = cpu_seconds([self.pid])
        took = [self.timed(path) for _ in range(times)]
        cpu = 1000 * (cpu_seconds([self.pid]) - used) / times
        return Measured(kind_of(path), self.login, took, cpu, sum(sizes) / 1000)


def measure(product: Product, times: int) -> list[Measured]:
    """One page of each kind, as the login sees it for which it takes longest; slowest first."""
    slowest: dict[str, Measured] = {}
    for login in LOGINS:
        reader = Browsing(product, login)
        pages = reached(reader.home, reader.text, per_kind=1)
        progress(f"{login}: {len(pages)} pages")
        for path, source in pages.items():
            found = reader.measured(path, source, times)
            known = slowest.get(found.kind)
            if known is None or found.median > known.median:
                slowest[found.kind] = found
    return sorted(slowest.values(), key=lambda one: -one.median)


def verdict(what: str, exceeding: Iterable[str]) -> str:
    """Which pages exceed a limit."""
    return f"{what}: {', '.join(f'`{kind}`' for kind in exceeding) or 'none'}."


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=30, help="how often each page is asked for")
    parser.add_argument("--quick", action="store_true", help="each page a few times")
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="guanjia-bench-") as home,
        embedded(Path(home)) as product,
    ):
        found = measure(product, 5 if chosen.quick else chosen.times)
    rows = [
        (f"`{one.kind}`", one.login, *(f"{value:.0f}" for value in one.figures())) for one in found
    ]
    say(
        table(("page", "asked by", "median ms", "p95 ms", "CPU ms", "KB on first load"), rows),
        verdict(f"Over {SLOW_MS} ms", (one.kind for one in found if one.median > SLOW_MS)),
        verdict(f"Over {HEAVY_KB} KB", (one.kind for one in found if one.kilobytes > HEAVY_KB)),
        figures(slowest_page_ms=max(one.median for one in found)),
    )


if __name__ == "__main__":
    main()
