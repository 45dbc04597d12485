"""Who waits at the desk (候客, C06): noted when they come, until somebody has time for them."""

from marshmallow import fields

from contracts.base import PageQuery, Payload, PlacedView
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.fields import Coded, Id, Instant, Text, code
from foundation.errors import ServiceError


class WaitState(Code):
    """How far it is with somebody at the desk."""

    WAITING = "waiting", "等候中", "Waiting", WAITING
    LONG = "long", "等候过久", "Waiting too long", BAD
    """Longer than the policy allows."""
    SERVED = "served", "已接待", "Attended to", GOOD
    LEFT = "left", "已离开", "Left without it", BAD


class WaitEnd(Code):
    """How a wait ended."""

    SERVED = "served", "开始接待", "Attend to them"
    LEFT = "left", "已离开", "They have left"


class WaitOver(ServiceError):
    """They wait no more: somebody has attended to them, or they have left."""

    code, status = "wait_over", 409
    zh = "该等候已结束：已接待或已离开。"


class NoteWait(Payload):
    """Somebody has come to the desk, and must wait."""

    note = Text(load_default=None, allow_none=True, max=60)
    """By what they are known at the desk: a name, or what they have with them."""


class EndWait(Payload):
    """They wait no more."""

    wait_id = Id(required=True)
    outcome = code(WaitEnd, load_default=WaitEnd.SERVED)


class ListWaits(PageQuery):
    """Who waits and who waited, newest first."""

    open = fields.Boolean(load_default=False)
    """Only who waits still."""
    long = fields.Boolean(load_default=False)
    """Only who waits, or waited, longer than the policy allows."""


class WaitView(PlacedView):
    """Somebody at the desk."""

    id = Id(required=True)
    note = fields.String(required=True, allow_none=True)
    since = Instant(required=True)
    serve_by = Instant(required=True)
    """From when on they wait too long."""
    state = Coded(WaitState, required=True)
    noted_by = fields.String(required=True)
    ended_at = Instant(required=True, allow_none=True)
    ended_by = fields.String(required=True, allow_none=True)
