"""The life of a case (X01): 投诉 → 接诉 → 处理 → 回复, then return visits and the end.

No way leads to `closed` but from `answered`, unless whoever complained withdraws it before (C13).
A complaint or report is closed from there by a return visit: the resident says that it is solved,
or three attempts on different days reach nobody (X10).
An inquiry or a suggestion needs no return visit: its answer is its end, so `close` is enough.
"""

from collections.abc import Mapping
from enum import StrEnum

from contracts.complaints.cases import Channel, Kind, Status, Validity


class Move(StrEnum):
    """What somebody wants to do with a case."""

    RESTATE = "restate"
    """复述: read back to the resident."""
    TRIAGE = "triage"
    """判定: say what it is."""
    CONFIRM_INVALID = "confirm_invalid"
    """复核: second word on an invalid verdict."""
    TRANSFER = "transfer"
    """转办: hand it to a department."""
    TAKE_OVER = "take_over"
    """接手: it is somebody's of the department."""
    SEND_BACK = "send_back"
    """退回转办: it is the desk's again."""
    HANDLE = "handle"
    """处理: it was dealt with."""
    ANSWER = "answer"
    """回复: tell the resident what was done."""
    ANSWER_AT_ONCE = "answer_at_once"
    """直接答复: nothing to be done first: inquiry, suggestion, or declined as invalid."""
    ASK_DEPARTMENT = "ask_department"
    """部门回访: ask the responsible department."""
    ASK_RESIDENT = "ask_resident"
    """住户回访: ask the resident."""
    REOPEN = "reopen"
    """退回: a return visit found it unsolved."""
    PAUSE = "pause"
    """暂停: wait for the resident."""
    RESUME = "resume"
    """恢复: go on."""
    CLASSIFY = "classify"
    """定性: general, repeat, malignant."""
    WANT_REPAIR = "want_repair"
    """转报修: want a linked repair."""
    ATTACH = "attach"
    """附件: add a photo or a paper."""
    REPLY = "reply"
    """沟通: reply to the resident."""
    CORRECT = "correct"
    """更正: put right what was taken down wrong."""
    WITHDRAW = "withdraw"
    """撤回: whoever complained wants nothing more."""
    CLOSE = "close"
    """结案: the end."""


LODGED, ACCEPTED, HANDLING, HANDLED, ANSWERED, CLOSED = Status

TRANSITIONS: Mapping[tuple[Status, Move], Status] = {
    (LODGED, Move.RESTATE): LODGED,
    (LODGED, Move.TRIAGE): ACCEPTED,
    (ACCEPTED, Move.TRIAGE): ACCEPTED,
    (HANDLING, Move.TRIAGE): HANDLING,
    (ACCEPTED, Move.CONFIRM_INVALID): ACCEPTED,
    (HANDLING, Move.CONFIRM_INVALID): HANDLING,
    (HANDLED, Move.CONFIRM_INVALID): HANDLED,
    (ACCEPTED, Move.TRANSFER): HANDLING,
    (HANDLING, Move.TRANSFER): HANDLING,
    (HANDLING, Move.TAKE_OVER): HANDLING,
    (HANDLING, Move.SEND_BACK): ACCEPTED,
    (ACCEPTED, Move.HANDLE): HANDLED,
    (HANDLING, Move.HANDLE): HANDLED,
    (HANDLED, Move.ANSWER): ANSWERED,
    (ACCEPTED, Move.ANSWER_AT_ONCE): ANSWERED,
    (HANDLING, Move.ANSWER_AT_ONCE): ANSWERED,
    (HANDLED, Move.ANSWER_AT_ONCE): ANSWERED,
    (HANDLED, Move.ASK_DEPARTMENT): HANDLED,
    (ANSWERED, Move.ASK_DEPARTMENT): ANSWERED,
    (ANSWERED, Move.ASK_RESIDENT): ANSWERED,
    (HANDLED, Move.REOPEN): HANDLING,
    (ANSWERED, Move.REOPEN): HANDLING,
    (ACCEPTED, Move.PAUSE): ACCEPTED,
    (HANDLING, Move.PAUSE): HANDLING,
    (HANDLED, Move.PAUSE): HANDLED,
    (ACCEPTED, Move.RESUME): ACCEPTED,
    (HANDLING, Move.RESUME): HANDLING,
    (HANDLED, Move.RESUME): HANDLED,
    **{(status, Move.CLASSIFY): status for status in Status if status is not LODGED},
    **{
        (status, Move.WANT_REPAIR): status
        for status in (LODGED, ACCEPTED, HANDLING, HANDLED, ANSWERED)
    },
    **{
        (status, move): status
        for status in Status
        if status is not CLOSED
        for move in (Move.ATTACH, Move.REPLY, Move.CORRECT)
    },
    **{(status, Move.WITHDRAW): CLOSED for status in (LODGED, ACCEPTED, HANDLING, HANDLED)},
    (ANSWERED, Move.CLOSE): CLOSED,
}
"""(state, move) → state; what is not here is refused (`illegal_transition`)."""

ANSWERED_BY_WORDS = frozenset({Kind.INQUIRY, Kind.SUGGESTION})
"""Kinds that need nothing but an answer."""
SPEAK_FOR_THEMSELVES = frozenset({Channel.ONLINE, Channel.PLATFORM})
"""Channels whose text is the restatement (C03)."""


def after(status: Status, move: Move) -> Status | None:
    """The state that a move leads to; None where it is not allowed."""
    return TRANSITIONS.get((status, move))


def needs_restatement(channel: Channel) -> bool:
    """Whether the contact must be read back and confirmed before it leaves intake (C03)."""
    return channel not in SPEAK_FOR_THEMSELVES


def answering(kind: Kind, validity: Validity) -> Move:
    """How this case is answered: after handling, or at once."""
    at_once = kind in ANSWERED_BY_WORDS or validity is Validity.INVALID
    return Move.ANSWER_AT_ONCE if at_once else Move.ANSWER


def needs_return_visit(kind: Kind) -> bool:
    """Whether only a return visit can close this kind (X10)."""
    return kind not in ANSWERED_BY_WORDS
