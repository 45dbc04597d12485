"""Two persons decide: whoever asked or had a part in it is not the second."""

import pytest

from foundation import second_person
from foundation.actor import Actor
from foundation.errors import SecondPersonNeeded
from foundation.second_person import may_decide, require_second_person

REQUESTED_BY, TOOK_THE_MONEY, SOMEBODY = (
    Actor(f"p{n}", "周明", frozenset({"finance"})) for n in range(3)
)


@pytest.mark.parametrize("involved", [REQUESTED_BY, TOOK_THE_MONEY])
def test_whoever_asked_or_had_a_part_in_it_does_not_decide(involved: Actor) -> None:
    persons = REQUESTED_BY.id, TOOK_THE_MONEY.id
    assert not may_decide(involved, *persons)
    with pytest.raises(SecondPersonNeeded):
        require_second_person(involved, *persons)


@pytest.mark.parametrize(
    "persons", [(REQUESTED_BY.id, TOOK_THE_MONEY.id), (REQUESTED_BY.id, None), ()]
)
def test_anybody_else_decides(persons: tuple[str | None, ...]) -> None:
    """None: nobody took the money, it was paid online."""
    assert may_decide(SOMEBODY, *persons)
    require_second_person(SOMEBODY, *persons)


def test_without_the_rule_whoever_asked_would_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    monkeypatch.setattr(second_person, "may_decide", lambda *_: True)
    require_second_person(REQUESTED_BY, REQUESTED_BY.id)
