"""What is read behind a GET is built once: asked again, it executes the very same statements.

To build one anew takes longer than to execute it (docs/adr/030-lists-are-built-once.md).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from bench.questions import OF_HOME, QUESTIONS, SINGLE, STEWARD, Question, found, of_first
from foundation.bound_method import BoundMethod
from foundation.clock import SystemClock
from foundation.config import SERVICES, settings, use
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.audit import TrailedSession
from foundation.storage.engine import make_engine
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from gateway.api.endpoints import ENDPOINTS
from guanjia.demo.load import load
from guanjia.registry import service_class
from services.repairs.privacy.tables import Look
from tests.operations.conftest import sqlite_copy


def one(service: str, method: str, login: str, name: str, statement: str) -> Question:
    """One thing, by the key that a statement finds."""
    return Question(service, method, login, look=found(name, statement))


VALUES = {
    "directory": "password_min_length",
    "billing": "late_charge_daily_percent",
    "repairs": "follow_up_by_day",
    "complaints": "own_scope_days",
    "notices": "telling_opens",
}
"""A value of each service's policy. (Of retention, what goes tonight is built anew.)"""
OF_ONE = (
    *(Question(service, "get_policy", "director", {"name": n}) for service, n in VALUES.items()),
    Question("directory", "me", "resident1"),
    Question("directory", "own_second_factor", "admin"),
    Question("directory", "own_contact", "admin"),
    Question("directory", "get_household", "resident1", OF_HOME),
    Question("directory", "get_company", "finance"),
    Question("directory", "paper_head", "resident1", {"community_id": FIRST_COMMUNITY}),
    Question("notices", "get_template", "director", {"purpose": "bill_issued"}),
    Question("directory", "get_community", "finance", {"community_id": FIRST_COMMUNITY}),
    Question("directory", "get_person", "admin", {"person_id": STEWARD}),
    Question("directory", "get_access", "admin", {"person_id": STEWARD}),
    one("billing", "get_bill_run", "finance", "bill_run_id", of_first("bill_runs")),
    one("billing", "get_bill", "finance", "bill_id", of_first("bills")),
    one("billing", "get_payment", "finance", "payment_id", of_first("payments")),
    one("billing", "get_receipt", "finance", "receipt_number",
        of_first("payments", key="receipt_number")),
    one("billing", "get_void_request", "finance", "void_request_id",
        of_first("void_requests")),
    one("billing", "get_letter", "supervisor", "step_id",
        of_first("dunning_steps", "letter_number IS NOT NULL")),
    one("repairs", "get", "supervisor", "repair_id", of_first("repairs")),
    Question("repairs", "first_check", "supervisor", {"category": "plumbing"}),
    one("complaints", "get", "supervisor", "complaint_id", of_first("complaints")),
    Question("notices", "list_outlets", "admin"),
    *(Question(one, "opening", "admin") for one in ("directory", "billing", "notices")),
    one("notices", "get", "resident1", "notice_id",
        of_first("notices", "status = 'published'")),
    one("notices", "get", "supervisor", "notice_id", of_first("notices")),
)  # fmt: skip
"""What gives one thing by its key."""
NOWHERE = {
    "directory.get_role_request": "the demonstration has none",
    "notices.list_deliveries": "the demonstration tells no programs",
    "billing.get_cancel_request": "the demonstration has none",
    "complaints.get_review": "the demonstration has none",
    "complaints.get_hot_issue": "the demonstration has none",
    "complaints.list_hot_issue_members": "the demonstration has none",
    "complaints.list_hot_issue_answers": "the demonstration has none",
    "billing.closing_statement": "nothing was sold in the demonstration",
    "billing.reading_sheet": "the demonstration reads no meters",
    "repairs.get_photo": "the demonstration has none",
    "notices.get_photo": "the demonstration has none",
    "notices.get_attachment": "the demonstration has none",
    "complaints.get_attachment": "the demonstration has none",
    "billing.get_visit_attachment": "the demonstration has none",
    "directory.get_company_picture": "the demonstration has none",
}
"""What is not asked here, and why."""


@pytest.fixture
def demo() -> Iterator[None]:
    """Accounts of the made-up community open."""
    chosen = settings()
    use(replace(chosen, demo=True))
    yield
    use(chosen)


@pytest.fixture
def store_of(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Makes the store of a service with what the demonstration has in it."""
    engines = []

    def make(service: str) -> Store:
        url = sqlite_copy(service, tmp_path)
        load(service, url)
        engines.append(make_engine(url, durable=False))
        return Store(engines[-1], SystemClock(), service)

    yield make
    for engine in engines:
        engine.dispose()


@contextmanager
def executed() -> Iterator[list[Any]]:
    """The statements that sessions execute, but for those by which SQLAlchemy follows relations."""
    statements: list[Any] = []

    def note(state: Any) -> None:
        if not state.is_relationship_load and not state.is_column_load:
            statements.append(state.statement)

    event.listen(TrailedSession, "do_orm_execute", note)
    try:
        yield statements
    finally:
        event.remove(TrailedSession, "do_orm_execute", note)


class Asking:
    """Asks a service, and knows what it has executed so far."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.known: list[Any] = []

    def built_anew(self, entry: Any, question: Question) -> list[str]:
        """What a method builds though it was asked the same just before."""
        values = question.values(self.store)
        with executed() as before:
            entry.perform(self.store, question.actor, values)
        self.known += before
        with executed() as now:
            entry.perform(self.store, question.actor, values)
        known = {id(statement) for statement in self.known}
        return [str(statement) for statement in now if id(statement) not in known]


def entry_of(question: Question) -> Any:
    """The method as it is bound."""
    return getattr(service_class(question.service), question.method).entry


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("service", SERVICES)
def test_what_was_asked_before_is_not_built_anew(
    store_of: Callable[[str], Store], service: str
) -> None:
    asking = Asking(store_of(service))
    questions = [one for one in (*QUESTIONS, *OF_ONE) if one.service == service]
    anew = {one.name: asking.built_anew(entry_of(one), one) for one in questions}
    assert {name: statements for name, statements in anew.items() if statements} == {}


def test_a_list_that_builds_its_own_is_noticed(store_of: Callable[[str], Store]) -> None:
    """Negative control."""

    def listed(uow: UnitOfWork, _data: Any) -> dict[str, Any]:
        return {"items": uow.rows(select(Look.id)), "next_cursor": None}

    question = Question("repairs", "list_looks", "inspector")
    entry = BoundMethod(entry_of(question).method, listed, writes=False)
    anew = Asking(store_of("repairs")).built_anew(entry, question)
    assert anew == ["SELECT looks.id \nFROM looks"]


def test_every_single_thing_is_asked_for() -> None:
    """Lists and reports are all in `bench.questions`."""
    offered = {
        one.method.key for one in ENDPOINTS if one.route.verb == "GET" and one.method.name in SINGLE
    }
    assert offered - {f"{one.service}.{one.method}" for one in OF_ONE} == NOWHERE.keys()
