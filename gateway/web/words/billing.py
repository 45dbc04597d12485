"""Codes of billing in words."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.billing import codes as c
from gateway.web.words.word import ACTIVE, BAD, GOOD, WAITING, Word

WORDS: Mapping[type[StrEnum], Mapping[str, Word]] = {
    c.Basis: {
        "area": Word("按面积", "By area"),
        "fixed": Word("定额", "Fixed"),
        "meter": Word("按表", "By meter"),
        "share": Word("分摊", "Shared"),
    },
    c.PricePeriod: {
        "month": Word("每月", "per month"),
        "quarter": Word("每季度", "per quarter"),
        "half_year": Word("每半年", "per half-year"),
        "year": Word("每年", "per year"),
    },
    c.Component: {
        "cost": Word("费用", "Cost of collection"),
        "late_charge": Word("违约金", "Late charge", BAD),
        "principal": Word("本金", "Fee"),
    },
    c.BillKind: {
        "period": Word("周期账单", "Regular bill"),
        "charge": Word("单项收费", "Single charge"),
    },
    c.BillStatus: {
        "open": Word("未缴", "Unpaid", WAITING),
        "partly_paid": Word("部分缴纳", "Partly paid", WAITING),
        "paid": Word("已结清", "Paid", GOOD),
    },
    c.RunStatus: {
        "queued": Word("排队中", "Queued", WAITING),
        "running": Word("进行中", "Running", ACTIVE),
        "done": Word("已完成", "Done", GOOD),
        "failed": Word("失败", "Failed", BAD),
    },
    c.PaymentMethod: {
        "cash": Word("现金", "Cash"),
        "transfer": Word("银行转账", "Bank transfer"),
        "wechat": Word("微信支付", "WeChat Pay"),
        "alipay": Word("支付宝", "Alipay"),
    },
    c.PostingKind: {
        "bill": Word("出账", "Bill"),
        "late_charge": Word("违约金", "Late charge", BAD),
        "payment": Word("缴费", "Payment", GOOD),
        "credit_used": Word("预存抵扣", "Credit used"),
        "waiver": Word("减免", "Waiver"),
        "refund": Word("退款", "Refund"),
        "payment_voided": Word("收据作废", "Receipt voided", BAD),
        "credit_returned": Word("抵扣撤回", "Credit returned"),
    },
    c.RefundStatus: {
        "requested": Word("待审批", "Waiting for approval", WAITING),
        "paid_out": Word("已退款", "Paid out", GOOD),
        "rejected": Word("已驳回", "Rejected", BAD),
    },
    c.VoidRequestStatus: {
        "requested": Word("待审批", "Waiting for approval", WAITING),
        "voided": Word("已作废", "Void", BAD),
        "rejected": Word("已驳回", "Rejected", BAD),
    },
    c.DunningStep: {
        "reminder": Word("缴费提醒", "Reminder"),
        "message": Word("催缴信息", "Message", WAITING),
        "visit": Word("上门催缴", "Door visit", WAITING),
        "letter": Word("催缴函", "Formal letter", BAD),
        "lawyer_letter": Word("律师函草稿", "Draft for the lawyer", BAD),
    },
    c.CaseStatus: {
        "running": Word("进行中", "Running", ACTIVE),
        "settled": Word("已结清", "Settled", GOOD),
        "exhausted": Word("已走完", "All steps taken", BAD),
    },
    c.PauseKind: {
        "promise": Word("承诺缴费", "Promise to pay"),
        "instalments": Word("分期", "Instalments"),
        "in_flight": Word("缴费在途", "Payment under way"),
        "dispute": Word("费用投诉处理中", "Fee disputed"),
    },
    c.PauseEnd: {
        "kept": Word("已履约", "Kept", GOOD),
        "broken": Word("未履约", "Broken", BAD),
        "closed": Word("已结案", "Closed"),
        "expired": Word("已到期", "Expired"),
    },
    c.VisitStatus: {
        "assigned": Word("待上门", "To be visited", WAITING),
        "done": Word("已上门", "Visited", GOOD),
        "cancelled": Word("已取消", "Cancelled"),
    },
    c.VisitOutcome: {
        "paid": Word("已缴", "Paid", GOOD),
        "promise": Word("承诺缴费", "Promise to pay", ACTIVE),
        "dispute": Word("有异议", "Disputed", WAITING),
        "hardship": Word("困难", "Hardship", WAITING),
        "absent": Word("无人", "Nobody in"),
        "refused": Word("拒缴", "Refused", BAD),
    },
    c.NextStep: {
        "check_books": Word("核对到账", "Check that it arrives"),
        "await_promise": Word("等待履约", "Wait for the promise"),
        "lodge_complaint": Word("登记费用投诉", "Lodge a complaint about the fee"),
        "offer_instalments": Word("商议分期", "Offer instalments"),
        "visit_again": Word("再次上门", "Visit again"),
        "go_on": Word("继续催缴", "Dunning goes on"),
    },
    c.Dimension: {
        "total": Word("合计", "Total"),
        "building": Word("按楼栋", "By building"),
        "item": Word("按收费项目", "By fee item"),
        "steward": Word("按管家", "By steward"),
        "this_year": Word("当年应收", "Receivables of this year"),
        "former_years": Word("往年欠费", "Arrears of former years"),
    },
}
