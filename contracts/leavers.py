"""Erasing who has left because they ask for it, before its time (P08)."""

from functools import cache

from marshmallow import fields

from contracts.base import Payload, View
from contracts.code import Code
from contracts.fields import Coded, Id, Text
from contracts.method import Method
from contracts.roles import APPROVERS

ERASERS = APPROVERS
"""Who has somebody erased who asks for it."""


class KeptFor(Code):
    """What is still open with somebody, so that it must be known who they are."""

    DEBT = "debt", "尚有欠费", "something is owed"
    COMPLAINT = "complaint", "投诉尚未办结", "a case is open"
    REPAIR = "repair", "报修尚未办结", "a repair is open"
    LOAN = "loan", "借用物品未归还", "equipment is out"
    CARD = "card", "钥匙或门禁卡未交回", "keys or cards are out"


class Leaver(Payload):
    """An entry of a household that is over, and the person with access behind it, if any."""

    household_id = Id(required=True)
    member_id = Id(required=True)
    person_id = Id(load_default=None, allow_none=True)


class EraseLeaver(Payload):
    """Erase an entry that is over, as the night does once it was kept long enough.

    The gateway asks all services before whether anything is open.
    """

    household_id = Id(required=True)
    member_id = Id(required=True)
    reason = Text(required=True, max=500)
    """Why before its time, such as when and how it was asked for; kept in the audit trail."""


class KeptForView(View):
    """What is still open; nothing: nobody needs to be known."""

    reasons = fields.List(Coded(KeptFor), required=True)
    person_id = Id(required=True, allow_none=True)
    """The person with access behind the entry, as the directory knows; else as it was asked."""


@cache
def needs_leaver(service: str, *refusals: str) -> Method:
    """Ask a service whether anything is open with somebody who has left."""
    return Method(
        service,
        "needs_leaver",
        None,
        Leaver,
        KeptForView,
        ERASERS,
        refusals=refusals,
        in_person=True,
    )
