"""The papers of dunning: 催缴函 to the owner, and 委托律师材料, which stays in the house (B12).

A paper is written once, at its step, and kept as it was: what follows changes nothing of it. What
nobody has filled in stands as missing; nothing is made up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from contracts.billing.bills import BillKind, Component
from contracts.billing.ladder import DunningStep
from contracts.papers import SERIES as PAPER_SERIES
from contracts.papers import PaperKind
from foundation.chinese_amount import in_words
from foundation.formatting import in_chinese
from services.billing.late_charges.rules import Rate
from services.billing.letters.rules.debts import Debt
from services.billing.letters.rules.texts import Subject, owed
from services.billing.papers.rules.evidence import Evidence

SERIES: Mapping[DunningStep, str] = {
    DunningStep.LETTER: PAPER_SERIES[PaperKind.LETTER],
    DunningStep.LAWYER_LETTER: "LS",
}
"""The series of numbers of each paper."""
NEEDED = {
    "company": "公司全称",
    "community": "小区名称",
    "telephone": "联系电话",
    "ways_to_pay": "缴费方式",
    "account": "收款账户",
    "contract_clause": "物业服务合同收费条款",
}
"""What the sender must have filled in, as it is called on the paper."""
TEN_THOUSANDTHS = "零一二三四五六七八九"
LAW = (
    "《中华人民共和国民法典》第九百四十四条规定：业主应当按照约定向物业服务人支付物业费；"
    "业主违反约定逾期不支付物业费的，物业服务人可以催告其在合理期限内支付；"
    "合理期限届满仍不支付的，物业服务人可以提起诉讼或者申请仲裁；"
    "物业服务人不得采取停止供电、供水、供热、供燃气等方式催交物业费。"
    "我们不会采取上述方式催缴。"
)
LAW_OF_REPAIRS = (
    "有偿维修费逾期未付的，我们可以依法提起诉讼，双方另有仲裁约定的可以申请仲裁。"
    "我们不会采取停止供电、供水、供热、供燃气等方式催缴。"
)


@dataclass(frozen=True)
class Terms:
    """By what the late charge grows, whether repairs bear it, and how long a letter gives."""

    rate: Rate
    on_repairs: bool
    days_to_pay: int


def write_paper(
    step: DunningStep,
    subject: Subject,
    owner_name: str,
    terms: Terms,
    evidence: Sequence[Evidence] = (),
) -> dict[str, Any]:
    """The facts and words of a paper, as they are kept: every debt that is overdue, in one."""
    debts, sender = subject.overdue, subject.sender
    facts: dict[str, Any] = {name: getattr(sender, name) for name in NEEDED}
    late = sum((debt.late_charge for debt in debts), Decimal(0))
    return facts | {
        "address": sender.address,
        "on": subject.on.isoformat(),
        "home": subject.home,
        "owner_name": owner_name,
        "days_to_pay": terms.days_to_pay,
        "debts": [debt_of(debt, terms) for debt in debts],
        "principal": f"{owed(debts) - late:.2f}",
        "late_charge": f"{late:.2f}",
        "total": f"{owed(debts):.2f}",
        "total_in_words": in_words(owed(debts)),
        "missing": [name for name, value in facts.items() if not value],
        "paragraphs": paragraphs(subject, terms) if step == DunningStep.LETTER else [],
        "evidence": [one.as_kept() for one in evidence],
    }


def debt_of(debt: Debt, terms: Terms) -> dict[str, Any]:
    """A row of the paper: its period and items, principal and late charge apart."""
    begins = debt.due_date + timedelta(days=terms.rate.first_day)
    grows = bears_late_charge(debt, terms)
    return {
        "bill_number": debt.number,
        "kind": debt.kind,
        "named": debt.named,
        "period": debt.period,
        "due_date": debt.due_date.isoformat(),
        "items": [
            {"name": item.name, "owed": f"{item.owed:.2f}", "explanation": item.explanation}
            for item in debt.items
            if item.component != Component.LATE_CHARGE
        ],
        "principal": f"{debt.principal:.2f}",
        "late_charge": f"{debt.late_charge:.2f}",
        "late_from": begins.isoformat() if grows else None,
        "late_terms": f"自{in_chinese(begins)}起{by_the_day(terms.rate)}" if grows else "",
        "amount": f"{debt.amount:.2f}",
    }


def bears_late_charge(debt: Debt, terms: Terms) -> bool:
    """A repair bears a late charge only where that has been agreed."""
    return terms.rate.daily_percent > 0 and (debt.kind != BillKind.CHARGE or terms.on_repairs)


def by_the_day(rate: Rate) -> str:
    """`按日万分之五`."""
    parts = (rate.daily_percent * 100).normalize()
    whole = parts == int(parts) and parts < len(TEN_THOUSANDTHS)
    said = TEN_THOUSANDTHS[int(parts)] if whole else f"{parts:f}"
    return f"按日万分之{said}"


def paragraphs(subject: Subject, terms: Terms) -> list[str]:
    """What the letter says below its table, a paragraph each."""
    debts, sender = subject.overdue, subject.sender
    fees = [debt for debt in debts if debt.kind != BillKind.CHARGE]
    repairs = [debt for debt in debts if debt.kind == BillKind.CHARGE]
    said = []
    if fees:
        said.append(ground(or_missing(sender.contract_clause, "contract_clause"), terms.rate))
    if repairs:
        said.append(ground_of_repairs(repairs, terms))
    said += [
        f"请您自收到本函之日起{terms.days_to_pay}日内缴清上述费用。一次缴清有困难的，可与我们商定分期；"
        "如已缴清，请忽略本函，并可告知我们核对。",
        f"缴费方式：{or_missing(sender.ways_to_pay, 'ways_to_pay')}。",
        "如对上述费用有异议，请在上述期限内书面提出或到物业服务中心说明理由，我们会逐项核对并答复，"
        f"核对期间不再催缴。联系电话：{or_missing(sender.telephone, 'telephone')}。",
    ]
    if fees:
        said.append(LAW)
    if repairs:
        said.append(LAW_OF_REPAIRS)
    return said


def ground(clause: str, rate: Rate) -> str:
    """By what the fees of a period are owed."""
    late = f"违约金自上表所列之日起{by_the_day(rate)}计算，不超过本金的{rate.cap_percent}%。"
    return f"上述物业服务等费用依据{clause}缴纳。{late if rate.daily_percent > 0 else ''}"


def ground_of_repairs(repairs: Sequence[Debt], terms: Terms) -> str:
    """A repair fee is worded as what it is."""
    bills = "、".join(debt.number for debt in repairs)
    begin = (
        f"有偿维修费（账单{bills}）是为您户提供有偿维修服务的费用，依据对应的维修记录，不属于物业费"
    )
    if any(bears_late_charge(debt, terms) for debt in repairs):
        return f"{begin}；逾期未付的，按约定计违约金，标准见上表。"
    if any(debt.late_charge for debt in repairs):
        return f"{begin}；上表以外不再计违约金。"
    return f"{begin}，不计违约金。"


def or_missing(value: str, name: str) -> str:
    """The value, or that somebody must fill it in by hand."""
    return value or f"【待填写：{NEEDED[name]}】"


def prose(paper: Mapping[str, Any]) -> str:
    """What must pass the check of the service language before a letter is made (C08)."""
    return "\n".join(paper["paragraphs"])
