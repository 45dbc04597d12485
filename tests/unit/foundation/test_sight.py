"""D06, B19: of what is a household's, residents see the own side's, since then, and the own.

Each look is tried with the mechanism off as well, which shows what it would have shown.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from foundation import scope
from foundation.actor import SYSTEM, Actor, Grant
from foundation.errors import Forbidden, NotFound, NotYourHousehold
from foundation.membership import OWNERS, Standing
from foundation.scope import ALL, FIRST_COMMUNITY, Scope, Sight
from foundation.storage.placed import Placed
from foundation.storage.resident_visibility import OfHousehold, Shown
from foundation.storage.store import Store
from foundation.storage.types import Id, Instant
from tests.operations.conftest import NOON
from tests.unit.foundation.conftest import Base

NORTH, SOUTH = FIRST_COMMUNITY, "c-south"
BEFORE, AFTER = NOON - timedelta(days=1), NOON + timedelta(days=1)


class Paper(Placed, OfHousehold, Base):
    """What is a household's, or nobody's; `brought_by` sees it as long as they live there."""

    __tablename__ = "papers"
    __shown__ = Shown(since="made_at", person="brought_by")

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str | None] = mapped_column(Id)
    side: Mapped[str] = mapped_column(Id)
    member_id: Mapped[str | None] = mapped_column(Id)
    made_at: Mapped[datetime] = mapped_column(Instant)
    brought_by: Mapped[str] = mapped_column(Id)
    pages: Mapped[int]


class Wish(Placed, OfHousehold, Base):
    """Who brought it sees it for good; of the household, whoever lives there."""

    __tablename__ = "wishes"
    __shown__ = Shown(side=None, person="brought_by", lasting=True)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str | None] = mapped_column(Id)
    brought_by: Mapped[str] = mapped_column(Id)


def paper(id: str, household: str | None = "h1", side: str = OWNERS, **more: Any) -> Paper:
    """A paper of the owners of h1 that the desk has made before noon."""
    said = {"member_id": None, "made_at": BEFORE, "brought_by": "desk", "pages": 1}
    return Paper(id=id, household_id=household, side=side, **said | more)


PAPERS = (
    {"id": "old"},
    {"id": "new", "made_at": AFTER},
    {"id": "tenants", "side": "m-tenant", "made_at": AFTER},
    {"id": "ordered by the tenant", "member_id": "m-tenant"},
    {"id": "of another home", "household": "h2"},
    {"id": "of nobody"} | {"household": None},
    {"id": "reported by the buyer", "household": None, "brought_by": "p-buyer"},
    {"id": "brought by the buyer", "side": "m-tenant", "brought_by": "p-buyer"},
    {"id": "brought elsewhere", "household": "h9", "brought_by": "p-buyer"},
)


@pytest.fixture
def papers(store: Store) -> Store:
    """Papers of the north, and one of each home in the south."""
    with store.write(scope=Scope.within(NORTH)) as uow:
        uow.session.add_all([paper(**one) for one in PAPERS])
        uow.session.add(Wish(id="of h1", household_id="h1", brought_by="desk"))
        uow.session.add(Wish(id="moved out", household_id="h9", brought_by="p-buyer"))
    with store.write(scope=Scope.within(SOUTH)) as uow:
        uow.session.add_all([paper("south h1"), paper("south h5", "h5")])
    return store


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mechanism is off."""
    monkeypatch.setattr(scope, "sight", lambda: None)


def resident(id: str, *standings: Standing, **more: Any) -> Actor:
    """Somebody who lives in the north."""
    homes = frozenset(one.household_id for one in standings)
    return Actor(id, id, frozenset({"resident"}), homes, standings, **more)


OWNER = resident("p-owner", Standing("h1", "m-owner"))
BUYER = resident("p-buyer", Standing("h1", "m-buyer", sees_from=NOON))
TENANT = resident("p-tenant", Standing("h1", "m-tenant", "m-tenant", NOON))
STRANGER = resident("p-new")
LANDLORD = resident("p-rich", *(Standing(f"h{n}", f"m{n}") for n in range(1, 4)))
SEEN: dict[str, tuple[Actor, set[str]]] = {
    "an owner": (OWNER, {"old", "new", "ordered by the tenant"}),
    "who came later": (BUYER, {"new", "reported by the buyer", "brought by the buyer"}),
    "a tenant": (TENANT, {"tenants", "ordered by the tenant"}),
    "who has no home": (STRANGER, set()),
    "who has several": (LANDLORD, {"old", "new", "ordered by the tenant", "of another home"}),
}
ALL_OF_NORTH = {str(one["id"]) for one in PAPERS}


def about(actor: Actor, *roles: str) -> Scope:
    """What a call of a method for some roles is about."""
    return actor.where(*(roles or actor.roles))


def seen_by(store: Store, actor: Actor, *roles: str) -> set[str]:
    """The papers in a list."""
    with store.read(actor, scope=about(actor, *roles)) as uow:
        return set(uow.session.scalars(select(Paper.id)))


@pytest.mark.parametrize("who", SEEN)
def test_D06_residents_see_what_is_theirs(papers: Store, who: str) -> None:
    actor, mine = SEEN[who]
    assert seen_by(papers, actor) == mine
    for one in sorted(ALL_OF_NORTH):
        with papers.read(actor, scope=about(actor)) as uow:
            if one in mine:
                assert uow.load(Paper, one).id == one
            else:
                with pytest.raises(NotFound):
                    uow.load(Paper, one)


@pytest.mark.parametrize("who", SEEN)
def test_D06_without_the_mechanism_they_would_see_all(papers: Store, blind: None, who: str) -> None:
    assert seen_by(papers, SEEN[who][0]) == ALL_OF_NORTH


def test_D06_who_brought_something_may_see_it_for_good(papers: Store) -> None:
    for actor, mine in ((BUYER, {"of h1", "moved out"}), (TENANT, {"of h1"}), (STRANGER, set())):
        with papers.read(actor, scope=about(actor)) as uow:
            assert set(uow.session.scalars(select(Wish.id))) == mine


OTHER = aliased(Paper)
LOOKS: dict[str, Callable[[Session], Any]] = {
    "an alias": lambda session: len(session.scalars(select(OTHER.id)).all()),
    "a sum": lambda session: session.scalar(select(func.sum(Paper.pages))),
    "a subquery": lambda session: session.scalar(
        select(func.count()).select_from(select(Paper.id).subquery())
    ),
    "the optional side of a join": lambda session: session.scalar(
        select(func.count(Paper.id)).select_from(Wish).outerjoin(
            Paper, Paper.id != Wish.id
        ).where(Wish.id == "of h1")
    ),
    "a look for one of several": lambda session: session.scalar(
        select(func.count()).where(
            Paper.household_id.in_(["h1", "h2"]), Paper.household_id != "h3", Paper.side != "x"
        )
    ),
    "what is changed": lambda session: session.execute(update(Paper).values(pages=2)).rowcount,
}  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_D06_every_kind_of_statement_is_about_what_is_seen(papers: Store, look: str) -> None:
    for actor, count in ((OWNER, 3), (LANDLORD, 4), (STRANGER, 0), (OWNER, 3)):
        with papers.write(actor, scope=about(actor)) as uow:
            assert (LOOKS[look](uow.session) or 0) == count
            uow.session.rollback()


def test_D06_what_was_compiled_for_one_is_bound_anew_for_the_next(papers: Store) -> None:
    """Somebody with three homes shares the statements of somebody with four, not those of one."""
    four = replace(LANDLORD, standings=(*LANDLORD.standings, Standing("h9", "m9")))
    for actor, count in ((LANDLORD, 4), (four, 4), (OWNER, 3), (LANDLORD, 4)):
        assert len(seen_by(papers, actor)) == count
    with scope.entered(about(LANDLORD)):
        three = scope.shape()
    with scope.entered(about(four)):
        assert scope.shape() == three
    with scope.entered(about(OWNER)):
        assert scope.shape() != three


STAFF = Actor("p-desk", "李梅", frozenset({"steward"}), grants=frozenset({Grant("steward", NORTH)}))
BOTH = replace(
    STAFF,
    roles=frozenset({"steward", "resident"}),
    household_ids=frozenset({"h5"}),
    grants=frozenset({Grant("steward", NORTH), Grant("resident", SOUTH)}),
)
"""Somebody who works in the north and lives in the south."""


def test_D06_staff_see_all_of_their_communities_and_the_system_all_there_is(papers: Store) -> None:
    assert seen_by(papers, STAFF) == ALL_OF_NORTH
    assert len(seen_by(papers, SYSTEM)) == len(PAPERS) + 2


def test_P01_who_works_in_one_community_and_lives_in_another_sees_both(papers: Store) -> None:
    assert seen_by(papers, BOTH) == ALL_OF_NORTH | {"south h5"}
    assert seen_by(papers, BOTH, "resident") == {"south h5"}
    assert seen_by(papers, BOTH, "steward") == ALL_OF_NORTH
    with papers.read(BOTH) as uow:
        assert [uow.as_staff(row) for row in (uow.session.get_one(Paper, "old"),)] == [True]
        assert not uow.as_staff(uow.session.get_one(Paper, "south h5"))
        with pytest.raises(NotFound):
            uow.load(Paper, "south h1")
        uow.load(Paper, "south h5")
        assert not uow.as_staff()
        assert uow.actor.roles == {"resident"}
        assert set(uow.session.scalars(select(Paper.id))) == {"south h5"}
    with papers.write(BOTH) as uow:
        uow.load(Paper, "old")
        assert uow.as_staff() and uow.actor.roles == {"steward"}
        assert set(uow.session.scalars(select(Paper.id))) == ALL_OF_NORTH


def test_P01_without_the_mechanism_the_neighbours_there_would_be_seen(
    papers: Store, blind: None
) -> None:
    assert seen_by(papers, BOTH) == ALL_OF_NORTH | {"south h1", "south h5"}


def test_D06_what_is_beyond_sight_is_seen_only_where_an_operation_says_so(papers: Store) -> None:
    with papers.write(OWNER, scope=about(OWNER)) as uow:
        with uow.beyond_sight():
            assert set(uow.session.scalars(select(Paper.id))) == ALL_OF_NORTH
        assert set(uow.session.scalars(select(Paper.id))) == SEEN["an owner"][1]
        with pytest.raises(LookupError), uow.beyond_sight():
            raise LookupError
        assert set(uow.session.scalars(select(Paper.id))) == SEEN["an owner"][1]


def test_D06_a_household_that_a_resident_names_is_an_own_one() -> None:
    for named, admitted in (("h1", True), ("h2", False)):
        assert about(OWNER).admits(named) is admitted
        assert about(STAFF).admits(named) and ALL.admits(named)
        assert about(BOTH).admits(named), "who works somewhere does not find it, where it is not"
    with pytest.raises(NotYourHousehold):
        about(OWNER).require_admitted({"household_id": "h2"})
    assert about(BOTH, "resident").admits("h5") and not about(BOTH, "resident").admits("h1")


def test_P01_roles_count_where_the_unit_is(papers: Store) -> None:
    """A director of one community is none in another."""
    roles = {Grant("director", NORTH), Grant("steward", SOUTH), Grant("finance", None)}
    person = Actor(
        "p1", "李梅", frozenset({"director", "steward", "finance"}), grants=frozenset(roles)
    )
    held = {"old": {"director", "finance"}, "south h1": {"steward", "finance"}}
    for named, here in held.items():
        with papers.read(person, scope=Scope.over((NORTH, SOUTH))) as uow:
            assert uow.actor.roles == {"finance"}, "in none of several: what is held in each"
            row = uow.session.get_one(Paper, named)
            assert uow.actor_at(row).roles == here
            uow.load(Paper, named)
            assert uow.actor.roles == here
            with pytest.raises(Forbidden):
                uow.actor.require(*{"director", "steward"} - here)
    with papers.read(person, scope=Scope.over((NORTH, SOUTH))) as uow:
        assert uow.held_in("steward") == {SOUTH}
        assert uow.held_in("inspector") == set()
        assert uow.held_in("director", "steward") is uow.held_in("finance") is None


def test_P01_without_it_a_role_would_count_everywhere(
    papers: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Actor, "within", lambda self, _scope: self)
    person = Actor(
        "p1", "李梅", frozenset({"director"}), grants=frozenset({Grant("director", NORTH)})
    )
    with papers.read(person, scope=Scope.within(SOUTH)) as uow:
        assert uow.actor.has("director")


def test_P01_who_holds_a_role_only_where_it_may_be_used_opens_units_there_alone() -> None:
    person = Actor(
        "p1", "李梅", frozenset({"finance", "engineer"}),
        grants=frozenset({Grant("finance", NORTH), Grant("engineer", SOUTH)}),
    )  # fmt: skip
    narrowed = person.only(person.where("finance"))
    assert narrowed.scope == Scope.within(NORTH)
    assert narrowed.roles == {"finance"}
    assert person.only(Scope(frozenset())).scope == Scope(frozenset())
    assert person.only(ALL) is person


def test_D06_a_standing_that_says_nothing_is_that_of_an_owner(papers: Store) -> None:
    silent = Actor("p", "王芳", frozenset({"resident"}), frozenset({"h2"}))
    assert about(silent).sight == Sight("p", (Standing("h2"),))
    assert seen_by(papers, silent) == {"of another home"}
