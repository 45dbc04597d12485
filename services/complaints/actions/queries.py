"""What somebody may do with a case now: one rule for what is offered and for what is allowed."""

from collections.abc import Mapping

from contracts.complaints import methods
from contracts.method import Method
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.acknowledgements.queries import require_acknowledgeable
from services.complaints.answers.queries import require_answerable
from services.complaints.attachments.queries import require_attachable
from services.complaints.call_backs.queries import require_no_promise, require_promise
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import Guard, anytime, passes, when, when_unpaused
from services.complaints.casework.rules import Move
from services.complaints.classification.queries import require_classifiable
from services.complaints.closing.queries import require_closable
from services.complaints.comments.queries import require_notable, require_open, require_readers
from services.complaints.corrections.queries import require_correctable
from services.complaints.linked_repairs.queries import require_no_repair
from services.complaints.pauses.queries import require_pausable, require_paused
from services.complaints.return_visits.queries import require_somebody_askable
from services.complaints.taking_over.queries import require_takeable
from services.complaints.triage.queries import require_unconfirmed, require_verdict_of_another
from services.complaints.withdrawal.queries import require_withdrawable

GUARDS: Mapping[Method, Guard] = {
    methods.ACKNOWLEDGE: require_acknowledgeable,
    methods.RESTATE: require_unconfirmed,
    methods.CONFIRM_INVALID: require_verdict_of_another,
    methods.TRIAGE: when(Move.TRIAGE),
    methods.TRANSFER: when_unpaused(Move.TRANSFER),
    methods.TAKE_OVER: require_takeable,
    methods.SEND_BACK: require_takeable,
    methods.HANDLE: when_unpaused(Move.HANDLE),
    methods.ANSWER: require_answerable,
    methods.FIND_SIMILAR: anytime,
    methods.PROMISE_CALL_BACK: require_no_promise,
    methods.RECORD_CALL_BACK: require_promise,
    methods.RETURN_VISITS: require_somebody_askable,
    methods.CLOSE: require_closable,
    methods.PAUSE: require_pausable,
    methods.RESUME: require_paused,
    methods.CLASSIFY: require_classifiable,
    methods.REQUEST_REPAIR: require_no_repair,
    methods.REPLY: require_readers,
    methods.SUPPLEMENT: require_open,
    methods.ADD_NOTE: require_notable,
    methods.CORRECT: require_correctable,
    methods.WITHDRAW: require_withdrawable,
    methods.ADD_ATTACHMENT: require_attachable,
}
"""In the order in which a case usually needs them."""


def actions(uow: UnitOfWork, complaint: Complaint) -> list[str]:
    """The names of the methods that the caller's roles and the state of the case allow."""
    return [
        method.name
        for method, guard in GUARDS.items()
        if uow.actor.has(*method.roles) and passes(guard, uow, complaint)
    ]
