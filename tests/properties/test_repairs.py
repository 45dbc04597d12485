"""R04, B14: whatever is quoted and answered, no chargeable work is completed unaccepted."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from foundation.clock import FixedClock
from foundation.errors import ServiceError
from foundation.storage.store import Store
from tests.operations import conftest as support
from tests.operations.repairs.conftest import Desk
from tests.properties.conftest import SEQUENCES, actor, template_of
from tests.properties.reached import require_reached

BEGUN = st.sampled_from([[], ["quote 80.00"], ["quote 80.00", "accept"]])
TRIES = st.sampled_from(
    ["quote 80.00", "quote 95.50", "accept", "sign", "reject", "complete", "complete"]
)
LEAST = dict.fromkeys(("sign", "reject", "charge"), 5) | dict.fromkeys(
    ("quote", "accept", "complete", "complete refused"), 20
)
"""How many sequences must at least come to each."""


def prepare(store: Store, clock: FixedClock) -> None:
    """A household and a plumber."""
    support.put_household(store, "h1")
    support.put_person(store, "e1", "engineer", skills=["plumbing"])


def attempt(desk: Desk, repair_id: str, tried: str) -> bool:
    """Try it; tell whether it was allowed."""
    engineer, (what, *more) = desk.engineer(), tried.split()
    calls: dict[str, tuple[str, Any, dict[str, Any]]] = {
        "quote": ("quote", engineer, {"amount": "".join(more)}),
        "accept": ("accept_quote", desk.resident, {}),
        "sign": ("accept_quote", desk.receptionist, {"signature_note": "纸质单"}),
        "reject": ("reject_quote", desk.resident, {"reason": "太贵"}),
        "complete": ("complete", engineer, {"result": "更换阀芯"}),
    }
    method, by, data = calls[what]
    try:
        desk.call(method, by, repair_id=repair_id, **data)
    except ServiceError:
        return False
    return True


def test_R04_no_chargeable_work_is_completed_without_acceptance() -> None:
    reached: Counter[str] = Counter()
    with template_of("repairs", prepare) as template:

        @SEQUENCES
        @given(st.booleans(), BEGUN, st.lists(TRIES, max_size=7))
        def tried(chargeable: bool, begun: list[str], tries: list[str]) -> None:
            with template.opened() as (store, clock):
                desk = Desk(store, clock, actor)
                repair_id = desk.request()["id"]
                desk.call("verify", desk.receptionist, repair_id=repair_id, chargeable=chargeable)
                desk.go_on(repair_id, "arrived")
                offered = accepted = ""
                waiting = done = False
                came_to = set()
                for one in [*begun, *tries]:
                    before = template.rows()
                    allowed = attempt(desk, repair_id, one)
                    what = one.split()[0]
                    if what == "quote":
                        wanted = not done
                    elif what == "complete":
                        wanted = not done and (bool(accepted) or not (chargeable or offered))
                    else:
                        wanted = waiting and not done
                    assert allowed == wanted, one
                    came_to.add(what if allowed else f"{what} refused")
                    if not allowed:
                        assert template.rows() == before
                    elif what == "quote":
                        offered, accepted, waiting = one.split()[1], "", True
                    elif what == "complete":
                        done = True
                    else:
                        accepted, waiting = (offered if what != "reject" else ""), False
                due = [event["amount"] for event in desk.told("repair_charge_due")]
                assert due == ([accepted] if done and accepted else [])
                reached.update(came_to | ({"charge"} if due else set()))

        tried()
    require_reached(reached, LEAST)
