"""Messages (消息): what one receiver is sent by one channel."""

from marshmallow import fields

from contracts.base import View
from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code
from contracts.fields import Coded


class MessageStatus(Code):
    """Where an outgoing message stands."""

    WAITING = "waiting", "待发送", "Waiting", WAITING
    """To be sent, to be handed over (paper), or to be seen once somebody can log in."""
    SENDING = "sending", "发送中", "Sending", ACTIVE
    """Claimed by a sender; becomes waiting again if the sender dies."""
    SENT = "sent", "已发送", "Sent", GOOD
    """Taken by the channel, handed over, or in the portal of somebody who can log in."""
    UNDELIVERABLE = "undeliverable", "无法送达", "Undeliverable", BAD
    """Given up after the last attempt."""
    BLOCKED = "blocked", "已拦截", "Blocked", BAD
    """Stopped by the service-language check (C08)."""
    CANCELLED = "cancelled", "已取消", "Cancelled"
    """No longer needed, since it was reached otherwise or taken back."""


class SubjectKind(Code):
    """What a message is about."""

    COMPLAINT = "complaint", "查看投诉", "See the case"
    CONCEALMENT_REVIEW = "concealment_review", "查看核查事项", "See the review"
    """What looks like a concealed complaint (X12)."""
    REPAIR = "repair", "查看报修", "See the repair"
    BILL = "bill", "查看账单", "See the bill"
    BILL_RUN = "bill_run", "查看未送达账单", "See the bills not delivered"
    """Its bills that are not delivered."""
    PAYMENT = "payment", "查看收据", "See the receipt"
    """A receipt."""
    HOUSEHOLD = "household", "查看账单", "See the bills"
    """What it owes in all."""
    NOTICE = "notice", "查看公告", "See the notice"
    ROSTER = "roster", "查看值班表", "See the roster"
    KEY_HOUSEHOLD = "key_household", "查看重点户", "See the key household"
    """By its household's id (D04)."""
    ROLE_REQUEST = "role_request", "查看申请", "See the request"
    """What a second person decides on."""
    PERSON = "person", "查看待交接工作", "See what is to be taken over"
    """Somebody who has left, with what they had to do."""
    DESK_WAIT = "desk_wait", "查看前台等候", "See who waits"
    """Somebody at the desk (C06)."""
    SECOND_FACTOR = "second_factor", "查看制度变更", "See the change of the policy"
    """The policy that says who needs one."""
    VISITS = "visits", "查看走访清单", "See the visits"
    """The door visits of a steward."""


class SubjectView(View):
    """What a message is about."""

    kind = Coded(SubjectKind, required=True)
    id = fields.String(required=True)
    number = fields.String(required=True, allow_none=True)
    """Of the paper, where it has one."""
