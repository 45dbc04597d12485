"""Key households of the demo community, and the calls to them so far."""

from datetime import timedelta

from sqlalchemy import select

from contracts.directory.key_households import CallOutcome
from foundation import sweep
from guanjia.demo.past import Past, acting
from services.directory.key_households import operations
from services.directory.key_households.tables import KeyHousehold

MARKED = 45
"""Days ago."""
HOW = ("一切安好，血压平稳。", "近期睡眠不好，已提醒就医。", "子女周末来看望，情况良好。")
NEEDS = "厨房水龙头关不严，想请人看看。"


def load(past: Past) -> None:
    """Mark them, and let the desk call most of those that have become due since."""
    past.clock.set(past.days_ago(MARKED))
    with past.write(operation="key_households") as uow:
        operations.take_up(uow)
    caller = acting("receptionist")
    for days in range(MARKED - 1, 0, -1):
        past.clock.set(past.days_ago(days) + timedelta(hours=2))
        with past.write(caller, "record_key_call") as uow:
            today = past.clock.now().date()
            if days == 2:
                continue  # nobody has called
            due = select(KeyHousehold.id).where(KeyHousehold.next_call_on == today)
            for number, key in enumerate(uow.session.scalars(due.order_by(KeyHousehold.id)).all()):
                unreached = (number + days) % 7 == 0
                outcome = CallOutcome.NOT_REACHED if unreached else CallOutcome.REACHED
                operations.record_call(
                    uow,
                    {
                        "key_household_id": key,
                        "outcome": outcome,
                        "remark": None if unreached else HOW[(number + days) % len(HOW)],
                        "needs": NEEDS if days % 11 == 0 and not unreached else None,
                        "next_call_on": None,
                    },
                )
    past.clock.set(past.present)
    sweep.process_due(past, {operations.MISSED: operations.missed})
