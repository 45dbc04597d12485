"""Texts of the dunning steps; all of them pass the service-language check before they go out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.billing.codes import DunningStep
from foundation.written import in_chinese


@dataclass(frozen=True)
class Subject:
    """Whom and what a text is about."""

    place: str
    """Building and unit. Names stay out: a text may lie in the stairwell."""
    due_date: date
    amount: Decimal
    bill_numbers: Sequence[str]


TEXTS = {
    DunningStep.REMINDER: (
        "尊敬的{place}业主：您好！账单 {bills} 共 {amount} 元，缴费截止日为{due}。"
        "您可以线上缴费，或到客服中心办理。如已缴费，请忽略本提醒。感谢您的支持！"
    ),
    DunningStep.MESSAGE: (
        "尊敬的{place}业主：您好！账单 {bills} 尚有 {amount} 元未缴，缴费截止日为{due}。"
        "请您方便时尽快缴纳。如对费用有疑问，请告诉我们，我们会为您逐项说明。"
    ),
    DunningStep.VISIT: (
        "尊敬的{place}业主：您好！账单 {bills} 尚有 {amount} 元未缴（截止日{due}）。"
        "楼栋管理员将上门拜访，听取您的意见，并协助您办理缴费。"
    ),
    DunningStep.LETTER: (
        "催缴函\n尊敬的{place}业主：截至目前，账单 {bills} 尚有 {amount} 元未缴，"
        "缴费截止日为{due}。请您于收到本函后 15 日内缴纳；如有异议或暂时困难，"
        "请与客服中心联系，我们可与您商定分期方案。按合同约定，逾期将计收违约金。"
    ),
    DunningStep.LAWYER_LETTER: (
        "律师函（草稿，须经律师审定）\n致{place}业主：账单 {bills} 自{due}到期后，"
        "经提醒、上门及书面催缴，尚有 {amount} 元未缴。请于收函之日起 15 日内履行缴费义务，"
        "或就异议与物业服务中心书面协商；逾期未履行的，委托人将依法主张权利。"
    ),
}


def write(step: DunningStep, subject: Subject) -> str:
    """The text of a step."""
    return TEXTS[step].format(
        place=subject.place,
        bills="、".join(subject.bill_numbers),
        amount=f"{subject.amount:.2f}",
        due=in_chinese(subject.due_date),
    )
