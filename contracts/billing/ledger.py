"""The ledger (总账): double entry, never changed; balances are sums of it (B09, B10, B18)."""

from contracts.code import BAD, GOOD, Code


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


class Account(Code):
    """The accounts of the ledger."""

    RECEIVABLE = "receivable", "应收账款", "Receivable"
    """What households owe, per line of a bill."""
    CREDIT = "credit", "预收账款", "Credit"
    """What is held for households (预存)."""
    CASH = "cash", "库存现金", "Cash"
    """The till."""
    BANK = "bank", "银行存款", "Bank"
    """Transfers."""
    WECHAT = "wechat", "微信", "WeChat"
    """Settled by the platform."""
    ALIPAY = "alipay", "支付宝", "Alipay"
    """Settled by the platform."""
    INCOME = "income", "收费收入", "Income"
    """Fees and charges."""
    LATE_CHARGE_INCOME = "late_charge_income", "违约金收入", "Late charge income"
    WRITE_OFF = "write_off", "减免核销", "Written off"
    """What was waived."""
