"""Who is acting travels in the context and is checked by the service."""

import pytest

from foundation.actor import SYSTEM, Actor
from foundation.errors import Forbidden, NotAuthenticated, NotYourHousehold

RESIDENT = Actor(
    "p1", "王芳", frozenset({"resident"}), frozenset({"h1"}),
    request_id="r1", language="en", idempotency_key="k1", if_match="3",
)  # fmt: skip
STEWARD = Actor("p2", "李强", frozenset({"steward", "resident"}))


@pytest.mark.parametrize("actor", [RESIDENT, STEWARD, SYSTEM])
def test_actor_comes_out_of_its_context_as_it_went_in(actor: Actor) -> None:
    assert Actor.from_context(actor.to_context()) == actor


def test_call_without_an_actor_is_not_authenticated() -> None:
    with pytest.raises(NotAuthenticated):
        Actor.from_context({"language": "zh"})


def test_residents_are_kept_to_their_household() -> None:
    about = RESIDENT.where("resident", "steward")
    about.require_admitted({"household_id": "h1"})
    for nothing in ({"household_id": None}, {}, None):
        about.require_admitted(nothing)
    with pytest.raises(NotYourHousehold):
        about.require_admitted({"household_id": "h2"})


def test_staff_pass_every_household_also_when_they_live_here() -> None:
    STEWARD.where("resident", "steward").require_admitted({"household_id": "h9"})
    assert STEWARD.is_staff and not RESIDENT.is_staff


def test_role_that_is_not_held_is_refused() -> None:
    STEWARD.require("finance", "steward")
    with pytest.raises(Forbidden):
        STEWARD.require("finance")
