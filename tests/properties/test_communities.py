"""P01: sequences over two communities find it where one is told of the other."""

from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import Phase, settings

from foundation import scope
from tests.properties import (
    test_adjustments,
    test_complaints,
    test_ledger,
    test_repairs,
    test_shared_costs,
)
from tests.properties.communities import (
    PLACES,
    Community,
    Prepare,
    beginning,
    prepared,
    require_as_alone,
    run_dealt,
)
from tests.properties.conftest import SEQUENCES

MACHINES: dict[type[Community], Prepare] = {
    test_ledger.Books: test_ledger.prepare,
    test_complaints.Case: test_complaints.prepare,
    test_repairs.Order: test_repairs.prepare,
    test_adjustments.Changing: test_adjustments.prepare,
    test_shared_costs.Changing: partial(test_shared_costs.prepare, price="100.00"),
}
ONCE = settings(SEQUENCES, phases=[Phase.generate], report_multiple_bugs=False)
"""To find something, not to make it small."""


@pytest.fixture
def unscoped(monkeypatch: pytest.MonkeyPatch) -> None:
    """All communities are seen in each."""
    monkeypatch.setattr(scope, "width", lambda: scope.Width.ALL)


@pytest.mark.usefixtures("unscoped")
@pytest.mark.parametrize("machine", MACHINES)
def test_P01_without_scope_a_sequence_meets_the_other_community(
    machine: type[Community],
) -> None:
    """Negative control."""
    with pytest.raises((AssertionError, KeyError)):
        run_dealt(machine, MACHINES[machine], ONCE)


def lived(machine: Any, name: str, **drawn: Any) -> None:
    """Take a step in each community, and compare the first with itself alone."""
    with prepared(machine, MACHINES[machine]), beginning(machine, PLACES) as world:
        for side in world.sides:
            world.act(side, name, drawn)
        require_as_alone(world.sides[0])


STEP: dict[str, Any] = {
    "household_id": "h1", "amount": Decimal("10.00"), "named": [], "key": None,
}  # fmt: skip


def test_P01_what_is_read_in_a_community_is_what_would_be_read_if_there_were_no_other() -> None:
    lived(test_ledger.Books, "pay", **STEP)


@pytest.mark.usefixtures("unscoped")
def test_P01_without_scope_what_is_read_in_a_community_is_more() -> None:
    """Negative control."""
    with pytest.raises(AssertionError, match="billing"):
        lived(test_ledger.Books, "pay", **STEP)
