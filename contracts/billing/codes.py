"""Codes of billing; each member with its meaning."""

from enum import StrEnum


class Basis(StrEnum):
    """What a fee item is multiplied by (B01)."""

    AREA = "area"
    """按面积: price per m² and period."""
    FIXED = "fixed"
    """定额: price per household (or assigned piece, such as a parking space) and period."""
    METER = "meter"
    """按表: price per unit that the meter has counted."""
    SHARE = "share"
    """分摊: a total per period, divided by area among the households of the unit type."""


class PricePeriod(StrEnum):
    """How long the price of a fee item lasts."""

    MONTH = "month"
    """每月."""
    QUARTER = "quarter"
    """每季度."""
    HALF_YEAR = "half_year"
    """每半年."""
    YEAR = "year"
    """每年."""


class Component(StrEnum):
    """What kind of debt a line of a bill is; payments go by this order (B10)."""

    COST = "cost"
    """费用: costs of collection."""
    LATE_CHARGE = "late_charge"
    """违约金: late charge (B11)."""
    PRINCIPAL = "principal"
    """本金: the fee itself."""


class BillKind(StrEnum):
    """Where a bill comes from."""

    PERIOD = "period"
    """周期账单: made by a bill run."""
    CHARGE = "charge"
    """单项收费: one charge that an event brought, such as a repair (B14)."""


class BillStatus(StrEnum):
    """How far a bill is paid; always worked out from the ledger (B09)."""

    OPEN = "open"
    """未缴: nothing has been paid."""
    PARTLY_PAID = "partly_paid"
    """部分缴纳: something is still owed."""
    PAID = "paid"
    """已结清: nothing is owed."""


class RunStatus(StrEnum):
    """How far a bill run (出账) is."""

    QUEUED = "queued"
    """排队中: accepted, not begun."""
    RUNNING = "running"
    """进行中: some households are done."""
    DONE = "done"
    """已完成: every household is done."""
    FAILED = "failed"
    """失败: stopped by what `error` says; starting the period again goes on from there."""


class PaymentMethod(StrEnum):
    """How money comes in."""

    CASH = "cash"
    """现金."""
    TRANSFER = "transfer"
    """银行转账."""
    WECHAT = "wechat"
    """微信支付."""
    ALIPAY = "alipay"
    """支付宝."""


ONLINE_METHODS = frozenset({PaymentMethod.WECHAT, PaymentMethod.ALIPAY})
"""Methods by which residents pay for themselves (线上缴费)."""


class PostingKind(StrEnum):
    """Why something was booked; each posting is balanced and stays for ever (B09)."""

    BILL = "bill"
    """出账: a bill was issued."""
    LATE_CHARGE = "late_charge"
    """违约金: the late charge has grown (B11)."""
    PAYMENT = "payment"
    """缴费: money came in."""
    CREDIT_USED = "credit_used"
    """预存抵扣: credit paid something that was owed (B10)."""
    WAIVER = "waiver"
    """减免: a supervisor waived a late charge (B11)."""
    REFUND = "refund"
    """退款: credit was paid out, approved by a second person (B10)."""
    PAYMENT_VOIDED = "payment_voided"
    """收据作废: reversal of a payment (B07)."""
    CREDIT_RETURNED = "credit_returned"
    """抵扣撤回: reversal of credit that a voided payment had given."""


class RefundStatus(StrEnum):
    """How far a refund is (B10)."""

    REQUESTED = "requested"
    """已申请: waits for a second person."""
    PAID_OUT = "paid_out"
    """已退款: approved and booked."""
    REJECTED = "rejected"
    """已驳回: not approved."""


class VoidRequestStatus(StrEnum):
    """How far a request to void a receipt is: requested → voided or rejected (B07)."""

    REQUESTED = "requested"
    """待审批: waits for a second person."""
    VOIDED = "voided"
    """已作废: approved and booked, or the receipt was voided directly."""
    REJECTED = "rejected"
    """已驳回: not approved, with a remark; may be asked for anew."""


class DunningStep(StrEnum):
    """The rungs of the dunning ladder (催缴阶梯), in the order in which they are taken (B12)."""

    REMINDER = "reminder"
    """缴费提醒: friendly, before the due date."""
    MESSAGE = "message"
    """催缴信息: the day after."""
    VISIT = "visit"
    """上门催缴: a steward calls at the door."""
    LETTER = "letter"
    """催缴函: formal letter."""
    LAWYER_LETTER = "lawyer_letter"
    """律师函草稿: a draft for the lawyer; a person decides."""


class CaseStatus(StrEnum):
    """Whether the ladder of one household and due date still goes on."""

    RUNNING = "running"
    """进行中: something may be owed and steps are left."""
    SETTLED = "settled"
    """已结清: nothing is owed; a voided payment makes it run again."""
    EXHAUSTED = "exhausted"
    """已走完: every step was taken."""


class PauseKind(StrEnum):
    """Why the dunning of a household rests (B13)."""

    PROMISE = "promise"
    """承诺缴费: promised by a date."""
    INSTALMENTS = "instalments"
    """分期: a plan of several dates."""
    IN_FLIGHT = "in_flight"
    """缴费在途: said to be paid, not yet arrived."""
    DISPUTE = "dispute"
    """费用投诉处理中: a complaint about the fee is open."""


class PauseEnd(StrEnum):
    """How a pause ended."""

    KEPT = "kept"
    """已履约: what was promised has been paid."""
    BROKEN = "broken"
    """未履约: it has not; dunning goes on where it was."""
    CLOSED = "closed"
    """已结案: the complaint is closed."""
    EXPIRED = "expired"
    """已到期: the money said to be under way has not arrived."""


class VisitStatus(StrEnum):
    """How far a door visit (上门) is."""

    ASSIGNED = "assigned"
    """待上门: on a steward's list."""
    DONE = "done"
    """已上门: an outcome is recorded."""
    CANCELLED = "cancelled"
    """已取消: nothing is owed any more, or dunning rests."""


class VisitOutcome(StrEnum):
    """What a door visit came to (B04)."""

    PAID = "paid"
    """已缴: paid, or says so; the books decide."""
    PROMISE = "promise"
    """承诺: will pay an amount by a date."""
    DISPUTE = "dispute"
    """有异议: contests the fee."""
    HARDSHIP = "hardship"
    """困难: cannot pay at the moment."""
    ABSENT = "absent"
    """无人: nobody in."""
    REFUSED = "refused"
    """拒缴: refuses without contesting."""


class NextStep(StrEnum):
    """What follows from the outcome of a visit (B04)."""

    CHECK_BOOKS = "check_books"
    """核对到账: dunning rests some days for the money to arrive."""
    AWAIT_PROMISE = "await_promise"
    """等待履约: dunning rests until the date promised."""
    LODGE_COMPLAINT = "lodge_complaint"
    """登记费用投诉: dunning rests once the complaint is open."""
    OFFER_INSTALMENTS = "offer_instalments"
    """商议分期: the supervisor agrees on a plan."""
    VISIT_AGAIN = "visit_again"
    """再次上门: on another day."""
    GO_ON = "go_on"
    """继续催缴: the ladder goes on."""


class Dimension(StrEnum):
    """By what a collection figure is told apart (B03, B05)."""

    TOTAL = "total"
    """合计."""
    BUILDING = "building"
    """按楼栋."""
    ITEM = "item"
    """按收费项目."""
    STEWARD = "steward"
    """按管理员."""
    THIS_YEAR = "this_year"
    """当年应收: receivables of the year (收缴率)."""
    FORMER_YEARS = "former_years"
    """往年欠费: arrears of earlier years at the year's beginning (清欠率)."""
