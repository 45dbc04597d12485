"""P01, D06: in a list of two communities each case is seen by the role that is held where it is."""

from typing import Any

import pytest

from foundation.actor import Actor, Grant
from foundation.errors import Forbidden, NotFound
from foundation.scope import FIRST_COMMUNITY
from tests.operations.complaints.conftest import Desk
from tests.operations.conftest import put_household
from tests.support.community import OTHER, THERE

pytestmark = pytest.mark.both_databases
PHONE, MASKED = "13812345678", "138****5678"


def holding(desk: Desk, here: str, there: str, **who: Any) -> Actor:
    """Somebody with a role in each community."""
    grants = frozenset({Grant(here, FIRST_COMMUNITY), Grant(there, OTHER)})
    return Actor("p-both", "李梅", frozenset({here, there}), request_id="t", grants=grants, **who)


@pytest.fixture
def cases(desk: Desk) -> dict[str, dict[str, Any]]:
    """A case here and two there, of the homes t-h1 and t-h2."""
    by = desk.actor("receptionist", grants=frozenset({Grant("receptionist", OTHER)}))
    for home in ("t-h1", "t-h2"):
        put_household(desk.store, home, where=THERE, building="1栋", unit=home)
    homes = {"h1": None, "t-h1": by, "t-h2": by}
    return {home: desk.lodge(who, household_id=home) for home, who in homes.items()}


def listed(desk: Desk, by: Actor, **filters: Any) -> list[str]:
    """The homes of the cases in a list."""
    return sorted(one["household_id"] for one in desk.call("search", by, **filters)["items"])


def test_D06_who_works_here_and_lives_there_sees_all_here_and_the_own_there(
    desk: Desk, cases: dict[str, Any]
) -> None:
    by = holding(desk, "receptionist", "resident", household_ids=frozenset({"t-h1"}))
    assert listed(desk, by) == ["h1", "t-h1"]
    assert listed(desk, by, household_id="t-h2") == []
    work, home = desk.get(cases["h1"], by), desk.get(cases["t-h1"], by)
    assert (work["contact_phone"], home["contact_phone"]) == (MASKED, PHONE)
    assert "triage" in work["actions"]
    assert home["actions"] == ["supplement", "withdraw", "add_attachment"]
    with pytest.raises(NotFound):
        desk.get(cases["t-h2"], by)
    with pytest.raises(NotFound):
        desk.lodge(by, household_id="t-h2")
    assert desk.lodge(by, household_id="h1")["channel"] == "phone"
    online = desk.lodge(by, household_id="t-h1", channel="online", restated=None)
    assert online["household_id"] == "t-h1"


def test_D06_without_the_mechanism_the_neighbour_there_would_be_seen(
    desk: Desk, cases: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foundation.scope.sight", lambda: None)
    by = holding(desk, "receptionist", "resident", household_ids=frozenset({"t-h1"}))
    assert listed(desk, by) == ["h1", "t-h1", "t-h2"]


def test_P01_X09_a_tier_waits_for_who_is_of_it_there(desk: Desk, cases: dict[str, Any]) -> None:
    """A supervisor here who is deputy manager there is told what waits for each tier."""
    supervisor = desk.actor("supervisor", grants=frozenset({Grant("supervisor", OTHER)}))
    desk.triage(cases["h1"])
    desk.triage(cases["t-h1"], supervisor)
    desk.at("2026-11-02 20:00")

    def waiting(by: Actor) -> set[str]:
        items = desk.call("escalations", by)["items"]
        return {one["complaint_id"] for one in items}

    both = waiting(holding(desk, "supervisor", "supervisor"))
    assert {cases["h1"]["id"], cases["t-h1"]["id"]} <= both
    assert waiting(holding(desk, "supervisor", "deputy_manager")) == both - {
        cases["t-h1"]["id"], cases["t-h2"]["id"]
    }  # fmt: skip


def test_P01_X11_what_somebody_may_classify_is_judged_where_the_case_is(
    desk: Desk, cases: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A supervisor there is a receptionist here, who calls nothing malignant."""
    by = holding(desk, "receptionist", "supervisor")
    case = desk.bring("answered", cases["h1"])
    with pytest.raises(Forbidden):
        desk.act(case, "classify", by, final="malignant", reason="反复辱骂")
    monkeypatch.setattr(Actor, "within", lambda self, _scope: self)  # the negative control
    assert desk.act(case, "classify", by, final="malignant", reason="反复辱骂")
