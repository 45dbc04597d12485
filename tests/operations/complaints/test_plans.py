"""How PostgreSQL reads lists of cases when nearly all cases are closed: never the whole table."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from foundation.actor import Actor
from services.complaints.cases.tables import Complaint
from tests.operations.complaints.conftest import Desk

STORED = 20_000
DIFFERENT = {"id": "md5(id || n)", "number": "'C-' || n"}
COPIES = """
INSERT INTO complaints ({names}) SELECT {values}
FROM complaints CROSS JOIN generate_series(1, :stored) AS n WHERE status = 'closed'
"""
QUESTIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "the newest": ("search", "supervisor", {}),
    "the open ones": ("search", "supervisor", {"open": True}),
    "the overdue ones": ("search", "supervisor", {"overdue": True}),
    "those in one state": ("search", "supervisor", {"status": "lodged"}),
    "those told to a tier": ("search", "supervisor", {"tier": "director"}),
    "one's own": ("search", "receptionist", {"mine": True}),
    "those of a kind": ("search", "supervisor", {"kind": "report"}),
    "those of a category": ("search", "supervisor", {"category": "pests"}),
    "those of a household": ("search", "supervisor", {"household_id": "h2"}),
    "a resident's": ("search", "resident", {}),
    "what waits for a manager": ("escalations", "deputy_manager", {}),
    "a month's report": ("report", "deputy_manager", {"month": "2025-01"}),
}


pytestmark = pytest.mark.parametrize("database", ["postgres"], indirect=True)


@pytest.fixture
def archive(postgres_server: str, desk: Desk) -> Desk:
    """A desk with many closed cases and one that is open."""
    desk.bring("closed")
    desk.lodge()
    columns = [one.name for one in Complaint.__table__.columns]
    names, values = ", ".join(columns), ", ".join(DIFFERENT.get(one, one) for one in columns)
    with desk.store.engine.begin() as connection:
        connection.execute(text(COPIES.format(names=names, values=values)), {"stored": STORED})
        connection.execute(text("ANALYZE"))
    return desk


@contextmanager
def executed(desk: Desk) -> Iterator[list[str]]:
    """The statements that are executed, with their values in place."""
    statements: list[str] = []

    def note(_connection: Any, cursor: Any, *_: Any) -> None:
        statements.append(cursor.query.decode())

    event.listen(desk.store.engine, "after_cursor_execute", note)
    yield statements
    event.remove(desk.store.engine, "after_cursor_execute", note)


def read_as_a_whole(desk: Desk, question: str, actor: Callable[..., Actor]) -> bool:
    """Whether a question reads all cases."""
    method, role, filters = QUESTIONS[question]
    with executed(desk) as statements:
        desk.call(method, actor(role, household_ids=["h2"]), **filters)
    selects = [one for one in statements if one.lstrip().startswith(("SELECT", "WITH"))]
    assert selects
    with desk.store.engine.connect() as connection:
        plans = [
            "\n".join(connection.exec_driver_sql(f"EXPLAIN {one}".replace("%", "%%")).scalars())
            for one in selects
        ]
    return any("Seq Scan on complaints" in plan for plan in plans)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_list_reads_all_cases(archive: Desk, question: str, actor: Callable[..., Actor]) -> None:
    """What is asked of a few cases is answered from an index."""
    assert not read_as_a_whole(archive, question, actor)


def test_without_its_index_a_list_reads_all_cases(
    archive: Desk, actor: Callable[..., Actor]
) -> None:
    """Negative control: the index of open cases is gone for a while."""
    with archive.store.engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_complaints_open"))
    try:
        assert read_as_a_whole(archive, "the overdue ones", actor)
    finally:
        with archive.store.engine.begin() as connection:
            where = "WHERE status <> 'closed'"
            sql = (
                f"CREATE INDEX ix_complaints_open ON complaints (community_id, status, id) {where}"
            )
            connection.execute(text(sql))
