"""Webhooks (事件推送): what others' programs are told, by the convention Standard Webhooks."""

from collections.abc import Mapping

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, View
from contracts.code import ACTIVE, BAD, GOOD, QUIET, WAITING, Code
from contracts.fields import Id, Instant, Name, Text, code
from foundation.errors import ServiceError

MOST_WEBHOOKS = 50
"""Addresses that are told at the same time."""


class WebhookEvent(Code):
    """What can be told, as its `type` in what is sent."""

    BILL_ISSUED = "billing.bill_issued", "账单已生成", "Bill issued"
    BILL_CANCELLED = "billing.bill_cancelled", "账单已取消", "Bill cancelled"
    PAYMENT_RECEIVED = "billing.payment_received", "已收款", "Payment received"
    PAYMENT_VOIDED = "billing.payment_voided", "收据已作废", "Receipt voided"
    REPAIR_REQUESTED = "repairs.repair_requested", "已报修", "Repair requested"
    REPAIR_COMPLETED = "repairs.repair_completed", "维修已完工", "Repair completed"
    REPAIR_CLOSED = "repairs.repair_closed", "报修已办结", "Repair closed"
    COMPLAINT_LODGED = "complaints.complaint_lodged", "投诉已登记", "Complaint lodged"
    COMPLAINT_ESCALATED = "complaints.complaint_escalated", "投诉已升级", "Complaint escalated"
    COMPLAINT_HANDLED = "complaints.complaint_handled", "投诉已处理", "Complaint handled"
    COMPLAINT_CLOSED = "complaints.complaint_closed", "投诉已结案", "Complaint closed"
    TEST = "guanjia.test", "测试事件", "Test event"
    """Sent from the page, to see whether the address takes it; nothing has happened."""


TOLD: Mapping[WebhookEvent, tuple[str, ...]] = {
    WebhookEvent.BILL_ISSUED: (
        "bill_id", "number", "household_id", "period", "due_date", "amount",
    ),
    WebhookEvent.BILL_CANCELLED: ("bill_id", "number", "household_id", "period", "amount"),
    WebhookEvent.PAYMENT_RECEIVED: ("payment_id", "receipt_number", "household_id", "amount"),
    WebhookEvent.PAYMENT_VOIDED: ("payment_id", "receipt_number", "household_id", "amount"),
    WebhookEvent.REPAIR_REQUESTED: (
        "repair_id", "number", "household_id", "category", "priority", "respond_by",
    ),
    WebhookEvent.REPAIR_COMPLETED: ("repair_id", "number", "household_id"),
    WebhookEvent.REPAIR_CLOSED: ("repair_id", "number", "household_id", "solved", "rating"),
    WebhookEvent.COMPLAINT_LODGED: (
        "complaint_id", "number", "household_id", "kind", "category", "channel", "due_at",
    ),
    WebhookEvent.COMPLAINT_ESCALATED: ("complaint_id", "number", "tier", "reason"),
    WebhookEvent.COMPLAINT_HANDLED: ("complaint_id", "number", "household_id"),
    WebhookEvent.COMPLAINT_CLOSED: ("complaint_id", "number", "household_id", "final"),
}  # fmt: skip
"""What is said of each: ids, numbers, amounts, days and codes. No names, telephones or words of
people leave the house so (P08): who may know them asks the API, with a key."""
CHOICES = tuple(TOLD)
"""What a webhook may be told of."""


class WebhookState(Code):
    """Whether an address is told."""

    HOLDS = "holds", "推送中", "Told", GOOD
    ENDED = "ended", "已停用", "Ended", QUIET

    @property
    def is_in_force(self) -> bool:
        """It is told."""
        return self is WebhookState.HOLDS


class DeliveryStatus(Code):
    """What became of what is told."""

    WAITING = "waiting", "待推送", "Waiting", WAITING
    """Also between two attempts."""
    SENDING = "sending", "推送中", "Being sent", ACTIVE
    """A sender has taken it."""
    DELIVERED = "delivered", "对方已接收", "Received", GOOD
    """The address answered with a status of 200 to 299."""
    GIVEN_UP = "given_up", "已放弃", "Given up", BAD
    """Nobody took it within three days."""
    DROPPED = "dropped", "已取消", "Dropped", QUIET
    """The webhook was ended before."""

    @property
    def is_over(self) -> bool:
        """Nothing is tried any more, unless it is sent once more."""
        return self not in (DeliveryStatus.WAITING, DeliveryStatus.SENDING)


class WebhookUrlUnfit(ServiceError):
    """This is no address that can be told: it begins with https, names a host, and neither user
    nor password."""

    code, status = "webhook_url_unfit", 422
    zh = "推送地址不符合要求：须以 https 开头并含主机名，不得带用户名和密码。"


class WebhookHostUnknown(ServiceError):
    """Nobody knows the host {host}."""

    code, status = "webhook_host_unknown", 422
    zh = "无法解析主机名 {host}。"


class WebhookAddressPrivate(ServiceError):
    """{host} lies in a private or local network, into which nothing is sent."""

    code, status = "webhook_address_private", 422
    zh = "{host} 位于内网或本机，不能作为推送地址。"


class WebhookEnded(ServiceError):
    """This webhook has ended: nothing is sent to it any more."""

    code, status = "webhook_ended", 409
    zh = "该事件推送已停用，不再推送。"


class DeliveryUnderWay(ServiceError):
    """This waits to be sent already."""

    code, status = "delivery_under_way", 409
    zh = "该条已在待推送中。"


class TooManyWebhooks(ServiceError):
    """{most} webhooks are told already: end those that nobody needs."""

    code, status = "too_many_webhooks", 409
    zh = "事件推送已达 {most} 个：请先停用不再需要的。"


class ListWebhooks(Payload):
    """The webhooks of the communities that the caller administers, newest first."""


class CreateWebhook(Payload):
    """Have an address told of events, in communities or, without, all that the caller administers.

    The secret by which it knows ours from others' is answered this once.
    """

    name = Name(required=True, metadata={"example": "财务软件"})
    url = Text(required=True, max=500, metadata={"example": "hooks.example.com/guanjia"})
    events = fields.List(code(CHOICES), required=True, validate=validate.Length(1, len(CHOICES)))
    communities = fields.List(
        Text(min=0, max=10), load_default=list, validate=validate.Length(max=200)
    )
    """Codes of communities."""


class OneWebhook(Payload):
    """One webhook."""

    webhook_id = Id(required=True)


class EditWebhook(CreateWebhook):
    """Say anew where an address is, of what it is told, and where: as when it is entered.

    What waits to be sent goes to the new address; the secret stays.
    """

    webhook_id = Id(required=True)


class SendTestEvent(OneWebhook):
    """Send a test event at once, while the caller waits. It is tried once."""


class EndWebhook(OneWebhook):
    """Tell an address nothing more; what waits is dropped."""


class RotateWebhook(OneWebhook):
    """A new secret. For a day all is signed with the one before as well."""


class ListDeliveries(PageQuery):
    """What was told or is to be, newest first."""

    webhook_id = Id(required=True)
    status = fields.String(load_default=None, validate=validate.OneOf(list(DeliveryStatus)))


class ReplayDelivery(OneWebhook):
    """Send once more what was received or given up, under the same `webhook-id`."""

    delivery_id = Id(required=True)


class WebhookView(View):
    """An address that is told, without its secret."""

    id = Id(required=True)
    name = fields.String(required=True)
    url = fields.String(required=True)
    events = fields.List(code(WebhookEvent), required=True)
    communities = fields.List(fields.String(), required=True, allow_none=True)
    """Codes of communities; null: the whole company."""
    version = fields.Integer(required=True)
    """Sent along as `If-Match` when it is changed."""
    state = code(WebhookState, required=True)
    made_at = Instant(required=True)
    made_by = fields.String(required=True)
    ended_at = Instant(required=True, allow_none=True)
    ended_by = fields.String(required=True, allow_none=True)
    waiting = fields.Integer(required=True)
    """Deliveries that wait."""
    given_up = fields.Integer(required=True)
    """Deliveries that nobody took."""


class NewWebhookView(WebhookView):
    """A webhook with a secret that is new."""

    secret = fields.String(required=True, metadata={"example": "whsec_…"})
    """Said this once."""


class WebhooksView(View):
    """The webhooks."""

    items = fields.List(fields.Nested(WebhookView), required=True)


class AttemptView(View):
    """One attempt to send."""

    at = Instant(required=True)
    status = fields.Integer(required=True, allow_none=True)
    """What the address answered; null: nothing."""
    said = fields.String(required=True)
    """The beginning of its answer, or what went wrong."""


class DeliveryView(View):
    """What was told, or is to be."""

    id = Id(required=True)
    event_id = Id(required=True)
    """The `webhook-id`."""
    type = code(WebhookEvent, required=True)
    status = code(DeliveryStatus, required=True)
    made_at = Instant(required=True)
    due_at = Instant(required=True, allow_none=True)
    """When it is sent next; null: not by itself."""
    attempts = fields.List(fields.Nested(AttemptView), required=True)
    """The last of them, oldest first."""
    body = fields.String(required=True)
