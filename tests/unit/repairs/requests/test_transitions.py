"""The states of a repair and the ways between them."""

import pytest

from contracts.repairs.requests import RepairStatus as S
from services.repairs.requests.rules import TRANSITIONS, UNDER_WAY, Action, after

ENDS = (S.ADVISED, S.CLOSED, S.CANCELLED)


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("status", ENDS)
def test_R01_nothing_leads_out_of_an_end(action: Action, status: S) -> None:
    assert after(action, status) is None


def test_R01_every_state_is_reached_and_left() -> None:
    reached = {to for ways in TRANSITIONS.values() for to in ways.values()}
    left = {status for ways in TRANSITIONS.values() for status in ways}
    assert reached == set(S) - {S.REQUESTED}
    assert left == set(S) - set(ENDS)


def test_R01_every_action_has_its_row() -> None:
    assert set(TRANSITIONS) == set(Action)


def test_R04_quotes_are_given_only_while_a_work_order_is_out() -> None:
    assert set(TRANSITIONS[Action.QUOTE]) == set(UNDER_WAY)


@pytest.mark.parametrize("status", sorted(set(S) - {S.ARRIVED}))
def test_R02_only_who_is_on_site_completes(status: S) -> None:
    assert after(Action.COMPLETE, status) is None
