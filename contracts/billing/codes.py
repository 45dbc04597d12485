"""Codes of billing; each member with its meaning."""

from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code


class Basis(Code):
    """What a fee item is multiplied by (B01)."""

    AREA = "area", "按面积", "By area"
    """Price per m² and period."""
    FIXED = "fixed", "定额", "Fixed"
    """Price per household (or assigned piece, such as a parking space) and period."""
    METER = "meter", "按表", "By meter"
    """Price per unit that the meter has counted."""
    SHARE = "share", "分摊", "Shared"
    """A total per period, divided by area among the households of the unit type."""


class PricePeriod(Code):
    """How long the price of a fee item lasts."""

    MONTH = "month", "每月", "per month"
    QUARTER = "quarter", "每季度", "per quarter"
    HALF_YEAR = "half_year", "每半年", "per half-year"
    YEAR = "year", "每年", "per year"


class Component(Code):
    """What kind of debt a line of a bill is; payments go by this order (B10)."""

    COST = "cost", "费用", "Cost of collection"
    """Costs of collection."""
    LATE_CHARGE = "late_charge", "违约金", "Late charge", BAD
    """Late charge (B11)."""
    PRINCIPAL = "principal", "本金", "Fee"
    """The fee itself."""


class BillKind(Code):
    """Where a bill comes from."""

    PERIOD = "period", "周期账单", "Regular bill"
    """Made by a bill run."""
    CHARGE = "charge", "单项收费", "Single charge"
    """One charge that an event brought, such as a repair (B14)."""


class BillStatus(Code):
    """How far a bill is paid; always worked out from the ledger (B09)."""

    OPEN = "open", "未缴", "Unpaid", WAITING
    """Nothing has been paid."""
    PARTLY_PAID = "partly_paid", "部分缴纳", "Partly paid", WAITING
    """Something is still owed."""
    PAID = "paid", "已结清", "Paid", GOOD
    """Nothing is owed."""
    CANCELLED = "cancelled", "已取消", "Cancelled"
    """Taken back as a whole (B16)."""


class RunStatus(Code):
    """How far a bill run (出账) is."""

    QUEUED = "queued", "排队中", "Queued", WAITING
    """Accepted, not begun."""
    RUNNING = "running", "进行中", "Running", ACTIVE
    """Some households are done."""
    DONE = "done", "已完成", "Done", GOOD
    """Every household is done."""
    FAILED = "failed", "失败", "Failed", BAD
    """Stopped by what `error` says; starting the period again goes on from there."""
    CANCELLING = "cancelling", "取消中", "Being cancelled", ACTIVE
    """Its bills are being taken back."""
    CANCELLED = "cancelled", "已取消", "Cancelled"
    """Its bills are taken back (B16)."""


class ReadingKind(Code):
    """What a meter reading (抄表读数) stands for (B21)."""

    READING = "reading", "抄表", "Reading"
    """What the meter shows; the first one only says where it stands."""
    END = "end", "旧表止码", "End of the old meter"
    """What the old meter showed when it was taken out."""
    START = "start", "新表起码", "Start of the new meter"
    """What the new meter showed when it was put in."""


class ReadingOutcome(Code):
    """What a good row of a sheet of readings comes to (B21)."""

    RECORDED = "recorded", "录入", "Record", GOOD
    """A new reading."""
    UNCHANGED = "unchanged", "已录入", "Recorded already"
    """It is recorded already."""
    UNREAD = "unread", "未抄", "Not read", WAITING
    """The row says no reading."""


class ReadingMark(Code):
    """What is to be looked at in a reading of a sheet (B21)."""

    FIRST = "first", "首次抄表", "First reading"
    """It only says where the meter stands, or began."""
    ZERO = "zero", "用量为零", "No use", WAITING
    ESTIMATED = "estimated", "估读", "Estimated", WAITING
    """The next real reading makes it good."""
    TOO_HIGH = "too_high", "冲减此前估读", "Makes an estimate good", WAITING
    """Below the estimate before it, which it makes good."""
    OUTLIER = "outlier", "用量异常", "Unusual use", BAD
    """Far above the usual."""


class PaymentMethod(Code):
    """How money comes in."""

    CASH = "cash", "现金", "Cash"
    TRANSFER = "transfer", "银行转账", "Bank transfer"
    WECHAT = "wechat", "微信支付", "WeChat Pay"
    ALIPAY = "alipay", "支付宝", "Alipay"


ONLINE_METHODS = frozenset({PaymentMethod.WECHAT, PaymentMethod.ALIPAY})
"""Methods by which residents pay for themselves (线上缴费)."""


class PostingKind(Code):
    """Why something was booked; each posting is balanced and stays for ever (B09)."""

    BILL = "bill", "出账", "Bill"
    """A bill was issued."""
    LATE_CHARGE = "late_charge", "违约金", "Late charge", BAD
    """The late charge has grown (B11)."""
    PAYMENT = "payment", "缴费", "Payment", GOOD
    """Money came in."""
    CREDIT_USED = "credit_used", "预存抵扣", "Credit used"
    """Credit paid something that was owed (B10)."""
    OFFSET = "offset", "退费冲抵", "Set off"
    """What a bill gives back lessens its other lines; what is over becomes credit (B16)."""
    BILL_CANCELLED = "bill_cancelled", "账单取消", "Bill cancelled"
    """Reversal of a bill (B16)."""
    PAYMENT_RELEASED = "payment_released", "缴款转预存", "Payment to credit"
    """What had been paid on a cancelled bill becomes credit, or is taken from it."""
    WAIVER = "waiver", "减免", "Waiver"
    """A supervisor waived a late charge (B11)."""
    REFUND = "refund", "退款", "Refund"
    """Credit was paid out, approved by a second person (B10)."""
    PAYMENT_VOIDED = "payment_voided", "收据作废", "Receipt voided", BAD
    """Reversal of a payment (B07)."""
    CREDIT_RETURNED = "credit_returned", "抵扣撤回", "Credit returned"
    """Reversal of credit that a voided payment had given."""


class RefundStatus(Code):
    """How far a refund is (B10)."""

    REQUESTED = "requested", "待审批", "Waiting for approval", WAITING
    """Waits for a second person."""
    PAID_OUT = "paid_out", "已退款", "Paid out", GOOD
    """Approved and booked."""
    REJECTED = "rejected", "已驳回", "Rejected", BAD
    """Not approved."""


class VoidRequestStatus(Code):
    """How far a request to void a receipt is: requested → voided or rejected (B07)."""

    REQUESTED = "requested", "待审批", "Waiting for approval", WAITING
    """Waits for a second person."""
    VOIDED = "voided", "已作废", "Void", BAD
    """Approved and booked, or the receipt was voided directly."""
    REJECTED = "rejected", "已驳回", "Rejected", BAD
    """Not approved, with a remark; may be asked for anew."""


class CancelKind(Code):
    """What is to be cancelled (B16)."""

    RUN = "run", "出账批次", "Bill run"
    BILL = "bill", "账单", "Bill"


class CancelStatus(Code):
    """How far a request to cancel is: requested → approved or rejected (B16)."""

    REQUESTED = "requested", "待审批", "Waiting for approval", WAITING
    """Waits for a second person."""
    APPROVED = "approved", "已批准", "Approved", GOOD
    """Cancelled, or being cancelled."""
    REJECTED = "rejected", "已驳回", "Rejected", BAD
    """Not approved, with a remark; may be asked for anew."""


class Missing(Code):
    """Why a household would get no bill, or too small a one (B16)."""

    NO_PRICE = "no_price", "本期没有应收项目", "Nothing to charge in the period", WAITING
    """Nothing is charged for its type of unit, or nothing of the period is left."""
    NO_AREA = "no_area", "未登记面积", "No area", BAD
    """An item by area cannot be worked out."""


class DunningStep(Code):
    """The rungs of the dunning ladder (催缴阶梯), in the order in which they are taken (B12)."""

    REMINDER = "reminder", "缴费提醒", "Reminder"
    """Friendly, before the due date."""
    MESSAGE = "message", "欠费提醒", "Message", WAITING
    """The day after."""
    VISIT = "visit", "上门催缴", "Door visit", WAITING
    """A steward has called at the door, or tried as often as it is to be tried."""
    LETTER = "letter", "催缴函", "Formal letter", BAD
    """Formal letter."""
    LAWYER_LETTER = "lawyer_letter", "委托律师材料（内部）", "Papers for the lawyer", BAD
    """Papers for a lawyer, internal; a person decides."""


class CaseStatus(Code):
    """Whether the ladder of one household and due date still goes on."""

    RUNNING = "running", "进行中", "Running", ACTIVE
    """Something may be owed and steps are left."""
    SETTLED = "settled", "已结清", "Settled", GOOD
    """Nothing is owed; a voided payment makes it run again."""
    FORMER = "former", "前业主欠费", "Owed by a former owner", WAITING
    """Owed by who owned it before, or a tenant; a person sees to it (B19)."""
    EXHAUSTED = "exhausted", "已走完", "All steps taken", BAD
    """Every step was taken."""


class PauseKind(Code):
    """Why the dunning of a household rests (B13)."""

    PROMISE = "promise", "承诺缴费", "Promise to pay"
    """Promised by a date."""
    INSTALMENTS = "instalments", "分期履行中", "Instalments"
    """A plan of several dates."""
    IN_FLIGHT = "in_flight", "缴费在途", "Payment under way"
    """Said to be paid, not yet arrived."""
    DISPUTE = "dispute", "费用投诉处理中", "Fee disputed"
    """A complaint about the fee is open."""


class PauseEnd(Code):
    """How a pause ended."""

    KEPT = "kept", "已履约", "Kept", GOOD
    """What was promised has been paid."""
    BROKEN = "broken", "未履约", "Broken", BAD
    """It has not; dunning goes on where it was."""
    CLOSED = "closed", "已结案", "Closed"
    """The complaint is closed."""
    EXPIRED = "expired", "已到期", "Expired"
    """The money said to be under way has not arrived."""


class EvidenceKind(Code):
    """What a fact on a paper for a lawyer is about (B12)."""

    BILL = "bill", "账单", "Bill"
    """It was made."""
    DELIVERY = "delivery", "账单交付", "Bill handed over"
    """How it went to the household."""
    TOLD = "told", "提醒与函件", "Reminder or letter"
    """A reminder, message or letter of the ladder."""
    SERVED = "served", "函件送达", "Letter delivered"
    """How a letter was delivered, and who received it."""
    VISIT = "visit", "上门催缴", "Door visit"
    """With its outcome."""
    AGREEMENT = "agreement", "承诺与分期", "Promise or instalments"
    """And how it ended."""
    DISPUTE = "dispute", "费用异议", "Fee disputed"
    """A complaint about the fee."""


class LetterDelivery(Code):
    """What came of the delivery of a letter (催缴函送达, B12)."""

    SIGNED = "signed", "当面签收", "Signed for", GOOD
    """Somebody signed the receipt of delivery."""
    LEFT = "left", "留置送达", "Left at the home", ACTIVE
    """Left at the home, such as before a witness."""
    POSTED = "posted", "已邮寄", "Posted", ACTIVE
    """By its number, which the post can trace."""
    REFUSED = "refused", "拒收", "Refused", BAD
    """It was not taken."""


class VisitStatus(Code):
    """How far a door visit (上门) is."""

    ASSIGNED = "assigned", "待上门", "To be visited", WAITING
    """On a steward's list."""
    DONE = "done", "已上门", "Visited", GOOD
    """An outcome is recorded."""
    CANCELLED = "cancelled", "已取消", "Cancelled"
    """Nothing is owed any more, or dunning rests; comes back when it is owed again."""


class Stalled(Code):
    """Why a door visit is not made (B04)."""

    LATE = "late", "逾期未上门", "Late", BAD
    """Its last day is past, and no outcome is recorded."""
    STEWARDLESS = "stewardless", "无楼栋管家", "No steward", BAD
    """Nobody looks after the building."""


class VisitOutcome(Code):
    """What a door visit came to (B04)."""

    PAID = "paid", "住户称已缴费", "Paid", GOOD
    """Paid, or says so; the books decide."""
    PROMISE = "promise", "住户承诺缴费", "Promise to pay", ACTIVE
    """Will pay an amount by a date."""
    DISPUTE = "dispute", "住户对费用有异议", "Disputed", WAITING
    """Contests the fee."""
    HARDSHIP = "hardship", "住户表示缴费有困难", "Hardship", WAITING
    """Cannot pay at the moment."""
    ABSENT = "absent", "无人应门", "Nobody in"
    """Nobody in."""
    REFUSED = "refused", "住户拒绝缴费", "Refused", BAD
    """Refuses without contesting."""


class NextStep(Code):
    """What follows from the outcome of a visit (B04)."""

    CHECK_BOOKS = "check_books", "核对到账", "Check that it arrives"
    """Dunning rests some days for the money to arrive."""
    AWAIT_PROMISE = "await_promise", "等待履约", "Wait for the promise"
    """Dunning rests until the date promised."""
    LODGE_COMPLAINT = "lodge_complaint", "登记费用投诉", "Lodge a complaint about the fee"
    """Dunning rests once the complaint is open."""
    OFFER_INSTALMENTS = "offer_instalments", "商议分期", "Offer instalments"
    """The supervisor agrees on a plan."""
    VISIT_AGAIN = "visit_again", "再次上门", "Visit again"
    """On another day."""
    GO_ON = "go_on", "继续催缴", "Dunning goes on"
    """The ladder goes on."""


class Dimension(Code):
    """By what a collection figure is told apart (B03, B05)."""

    TOTAL = "total", "合计", "Total"
    BUILDING = "building", "按楼栋", "By building"
    ITEM = "item", "按收费项目", "By fee item"
    STEWARD = "steward", "按楼栋管家", "By steward"
    THIS_YEAR = "this_year", "本年应收", "Receivables of this year"
    """Receivables of the year (收缴率)."""
    FORMER_YEARS = "former_years", "历年欠费", "Arrears of former years"
    """Arrears of earlier years at the year's beginning (清欠率)."""
