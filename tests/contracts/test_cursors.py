"""A cursor that leads nowhere is refused by every list alike, and is no end of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bench.questions import QUESTIONS, Question
from foundation.config import SERVICES
from foundation.errors import InvalidInput
from foundation.storage.listing import Listing
from foundation.storage.store import Store
from gateway.api.endpoints import ENDPOINTS
from tests.contracts.test_reads import demo, entry_of, store_of

__all__ = ["demo", "store_of"]

BY_CURSOR = {
    one.method.key for one in ENDPOINTS
    if one.route.verb == "GET" and "cursor" in one.method.request().fields
}  # fmt: skip
NOWHERE = {
    "notices.list_deliveries": "the demonstration tells no programs",
    "complaints.list_hot_issue_members": "the demonstration has no hot issue",
    "complaints.list_hot_issue_answers": "the demonstration has no hot issue",
}


def takes(store: Store, question: Question) -> bool:
    """Whether a list takes a cursor that it never gave."""
    asked = replace(question, look=lambda store: question.values(store) | {"cursor": "zzz"})
    try:
        entry_of(asked).perform(store, asked.actor, asked.values(store))
    except InvalidInput as refused:
        assert list(refused.errors) == ["cursor"], question.name
        return False
    return True


def lists_of(service: str) -> list[Question]:
    """The lists of a service that go on by a cursor."""
    return [one for one in QUESTIONS if one.service == service and key_of(one) in BY_CURSOR]


def key_of(question: Question) -> str:
    """The method that is asked."""
    return f"{question.service}.{question.method}"


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("service", SERVICES)
def test_no_list_takes_a_cursor_that_leads_nowhere(
    store_of: Callable[[str], Store], service: str
) -> None:
    store = store_of(service)
    assert [one.name for one in lists_of(service) if takes(store, one)] == []


@pytest.mark.usefixtures("demo")
def test_without_it_cases_would_end_there(
    store_of: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(Listing, "_place_of", lambda *_: None)
    store = store_of("complaints")
    assert "search" in [one.method for one in lists_of("complaints") if takes(store, one)]


def test_every_list_is_asked() -> None:
    assert BY_CURSOR - {key_of(one) for one in QUESTIONS} <= NOWHERE.keys()
