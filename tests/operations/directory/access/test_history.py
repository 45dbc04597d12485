"""P05: what became of somebody, of a community and of the company, for who sees them."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from foundation.actor import Actor, Grant
from foundation.errors import Forbidden, NotFound
from foundation.scope import COMPANY, FIRST_COMMUNITY
from foundation.storage.store import Store
from guanjia.imports import operator
from services.directory.communities.tables import Assignment
from services.directory.people import queries
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.support.community import enter_another

pytestmark = pytest.mark.both_databases
OTHER = "c-other"
MakeActor = Callable[..., Actor]


def history(store: Store, by: Actor, kind: str, one: str) -> list[dict[str, Any]]:
    return list(perform(store, Directory.history, by, kind=kind, subject_ids=[one])["items"])


@pytest.fixture
def wang(store: Store) -> str:
    """One of the staff of the first community, whose department was changed."""
    with store.write() as uow:
        enter_another(uow)
    made = perform(store, Directory.create_person, operator(store), name="王工", roles=["engineer"])
    perform(
        store, Directory.change_person, operator(store), person_id=made["id"], department="工程部"
    )
    return str(made["id"])


def of(actor: MakeActor, role: str, *places: str | None) -> Actor:
    return actor(role, grants=frozenset(Grant(role, one) for one in places))


def test_P05_who_sees_somebody_reads_what_became_of_them(
    store: Store, wang: str, actor: MakeActor
) -> None:
    for role in ("admin", "director", "finance", "inspector"):
        rows = history(store, of(actor, role, None), "person", wang)
        assert rows[0]["operation"] == "directory.change_person"
        assert any(
            (one["after"] or {}).get("department") == "工程部"
            for row in rows
            for one in row["changes"]
        )


def test_P05_who_does_not_see_them_reads_nothing(
    store: Store, wang: str, actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in ("receptionist", "engineer", "resident"):
        with pytest.raises(Forbidden):
            history(store, of(actor, role, None), "person", wang)
    with pytest.raises(NotFound):
        history(store, of(actor, "director", None), "person", "nobody")
    with store.write() as uow:
        mine = update(Assignment).where(Assignment.person_id == wang)
        uow.session.execute(mine.values(community_id=OTHER))
    here = of(actor, "director", FIRST_COMMUNITY)
    for kind, one in (("person", wang), ("community", OTHER)):
        with pytest.raises(NotFound):
            history(store, here, kind, one)
    assert history(store, of(actor, "director", OTHER), "person", wang)
    monkeypatch.setattr(queries, "load_person", lambda *_: None)
    assert history(store, here, "person", wang), "negative control"


def test_P05_the_company_has_its_history(store: Store, actor: MakeActor) -> None:
    perform(store, Directory.change_company, operator(store), name="安居物业")
    [row] = history(store, of(actor, "admin", None), "company", COMPANY)
    assert row["changes"][0]["after"]["name"] == "安居物业"
