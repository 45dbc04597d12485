"""How long it takes to find cases by number and by words (P07).

    python -m bench.find [--quick] [--rounds 40]

A million cases on PostgreSQL and fifty thousand on SQLite, half of them in one community and the
rest in 499 others; what `complaints.find` answers, on a warm database, in milliseconds.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Engine, Integer, insert, text

from bench.tables import progress, say, table
from foundation.actor import Actor, Grant
from foundation.clock import SystemClock
from foundation.ids import new_id
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.engine import make_engine
from foundation.storage.migrate import upgrade
from foundation.storage.store import Store
from foundation.storage.tables import words
from foundation.storage.words import tokens
from services.complaints.cases.tables import Complaint
from services.complaints.service import ComplaintsService
from tests.support import postgres
from tests.support.shared import stop_all

OTHERS = 499
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
WHERE = (
    "电梯",
    "楼道",
    "地下车库",
    "小区大门",
    "单元门口",
    "垃圾桶旁",
    "儿童游乐区",
    "水泵房",
    "楼顶",
    "走廊",
)
WHAT = (
    "漏水严重", "灯不亮", "噪音很大", "有异味", "卡住不动", "被杂物堵塞", "墙皮脱落",
    "有人违规停车", "监控坏了", "门禁刷不开", "井盖松动", "渗水到邻居家",
)  # fmt: skip
WISH = ("请尽快处理", "希望本周解决", "请派人来看", "请回电", "请给个说法", "要求赔偿损失")
RARE = "金丝楠木"
QUESTIONS = {
    "a number": "TS-2020-400000",
    "a common word": "电梯",
    "two common words": "电梯 漏水",
    "a sentence": "地下车库漏水严重",
    "a rare word": RARE,
    "a word that nobody said": "外星飞船",
    "one character": "梯",
}


def sentence(draw: random.Random, number: int) -> str:
    """What somebody says; a rare word in every hundred thousandth."""
    said = (
        f"{draw.choice(WHERE)}{draw.choice(WHAT)}，{draw.randrange(1, 40)}号，{draw.choice(WISH)}"
    )
    return said + (RARE if number % 100_000 == 7 else "")


def rows(count: int) -> Iterator[list[dict[str, Any]]]:
    """Words of so many cases, in portions."""
    draw, portion = random.Random(891), []
    for number in range(count):
        place = FIRST_COMMUNITY if number % 2 else f"c-{draw.randrange(OTHERS):04}"
        paper = new_id(BEGIN + timedelta(minutes=number))
        said = sentence(draw, number)
        portion.append(
            {
                "row_id": paper,
                "paper_id": paper,
                "words": tokens(said, place),
                "community_id": place,
            }
        )
        if len(portion) == 5_000:
            yield portion
            portion = []
    yield portion


def fill(engine: Engine, count: int) -> None:
    """Enter the words, and a case for each."""
    with engine.begin() as connection:
        for portion in rows(count):
            if portion:
                connection.execute(insert(words), portion)
    given = {
        "id": "paper_id", "number": "'TS-2020-' || no", "community_id": "community_id",
        "description": "'电梯漏水严重，请尽快处理'", "lodged_at": "CURRENT_TIMESTAMP",
    }  # fmt: skip
    for column in Complaint.__table__.columns:
        if column.name not in given and not column.nullable and column.server_default is None:
            given[column.name] = constant(column.type)
    names, values = ", ".join(given), ", ".join(given.values())
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO complaints ({names}) SELECT {values} FROM words"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if engine.dialect.name != "sqlite" else "ANALYZE"))


def constant(kind: Any) -> str:
    """Some value of a type, in SQL."""
    if isinstance(kind, Boolean):
        return "false"
    return "1" if isinstance(kind, Integer) else "'x'"


@contextmanager
def databases(quick: bool) -> Iterator[list[tuple[str, Engine, int]]]:
    """Both, filled."""
    sizes = (20_000, 5_000) if quick else (1_000_000, 50_000)
    with tempfile.TemporaryDirectory() as folder:
        url = postgres.create_database()
        made = [
            ("PostgreSQL", make_engine(url), sizes[0]),
            ("SQLite", make_engine(f"sqlite:///{Path(folder)}/find.db", durable=False), sizes[1]),
        ]
        for name, engine, count in made:
            upgrade(engine, "complaints")
            began = time.monotonic()
            fill(engine, count)
            progress(f"{name}: {count} cases in {time.monotonic() - began:.0f} s")
        yield made
        for _, engine, _ in made:
            engine.dispose()


def asked(store: Store, actor: Actor, q: str, times: int) -> list[float]:
    """Milliseconds of each answer."""
    entry = ComplaintsService.find.entry
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        entry.perform(store, actor, {"q": q})
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    whole = Actor(
        "p1", "李梅", frozenset({"director"}), grants=frozenset({Grant("director", None)})
    )
    one = replace(whole, grants=frozenset({Grant("director", FIRST_COMMUNITY)}))
    small = replace(whole, grants=frozenset({Grant("director", "c-0007")}))
    lines = []
    try:
        with databases(given.quick) as made:
            for name, engine, count in made:
                store = Store(engine, SystemClock(), "complaints")
                for label, q in QUESTIONS.items():
                    for who, actor in (("half", one), ("a 1,000th", small), ("all", whole)):
                        asked(store, actor, q, 3)
                        taken = asked(store, actor, q, given.rounds)
                        cuts = statistics.quantiles(taken, n=20)
                        lines.append(
                            (f"{name}, {count:,}", label, who, f"{cuts[9]:.1f}", f"{cuts[18]:.1f}")
                        )
    finally:
        stop_all()
    say(table(("cases", "looked for", "in", "p50 ms", "p95 ms"), lines))


if __name__ == "__main__":
    main()
