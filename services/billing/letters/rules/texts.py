"""Texts of the dunning steps; all of them pass the service-language check before they go out.

A text names every debt of the household and claims nothing that the record does not prove (B12).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.billing.ladder import DunningStep
from foundation.formatting import in_chinese
from foundation.money import ZERO
from services.billing.letters.rules.debts import Debt, yuan_sign
from services.billing.signatories.rules import Sender

NAMED_AT_MOST = 12
"""Debts that a message names one by one; a letter names all."""


@dataclass(frozen=True)
class Subject:
    """Whom and what a text is about. Names stay out of messages: they may be read in passing."""

    home: str
    """Where it is, in full: `1栋1单元201室`."""
    debts: Sequence[Debt]
    """All that is owed, the oldest first."""
    on: date
    sender: Sender

    @property
    def overdue(self) -> list[Debt]:
        """What is past its due date; the due date itself is still in time."""
        return [debt for debt in self.debts if debt.due_date < self.on]

    @property
    def coming(self) -> list[Debt]:
        """What may still be paid in time."""
        return [debt for debt in self.debts if debt.due_date >= self.on]

    def debts_of(self, step: DunningStep) -> list[Debt]:
        """The debts that a step is about: a reminder is about what is not due yet."""
        return self.coming if step == DunningStep.REMINDER else self.overdue


def write(step: DunningStep, subject: Subject) -> str:
    """The text of a step."""
    if step == DunningStep.REMINDER:
        return reminder(subject)
    if step == DunningStep.MESSAGE:
        return message(subject)
    return summary(step, subject)


def reminder(subject: Subject) -> str:
    """缴费提醒: home, period, items, amounts, last day, ways to pay, telephone, signature."""
    lines = [f"尊敬的{subject.home}业主：您好！以下费用即将到期："]
    lines += listed(subject.coming, "请于{due}（含当日）前缴纳")
    lines.append(f"合计{yuan_sign(owed(subject.coming))}。")
    if subject.overdue:
        lines += ["另有已到期的费用尚未缴纳：", *listed(subject.overdue, "缴费截止日{due}")]
        lines.append(f"合计{yuan_sign(owed(subject.overdue))}。")
    return closed(lines, subject, "如已缴纳，请忽略本提醒。")


def message(subject: Subject) -> str:
    """欠费提醒: what is past its due date, and what comes."""
    lines = [f"尊敬的{subject.home}业主：您好！以下费用已过缴费截止日，尚未缴清："]
    lines += listed(subject.overdue, "缴费截止日{due}")
    lines.append(f"合计{yuan_sign(owed(subject.overdue))}，请您方便时尽快缴纳。")
    if subject.coming:
        lines += ["另有即将到期的费用：", *listed(subject.coming, "请于{due}（含当日）前缴纳")]
    lines.append("如对费用有疑问，或一次缴清有困难，请告诉我们，我们会逐项说明，也可商定分期。")
    return closed(lines, subject, "如已缴纳，请忽略本提醒。")


def summary(step: DunningStep, subject: Subject) -> str:
    """What a paper is about; the paper itself has all the rest."""
    what = "催缴函" if step == DunningStep.LETTER else "委托律师材料（内部）"
    lines = [f"{what}：{subject.home}，截至{in_chinese(subject.on)}未缴费用如下："]
    lines += listed(subject.overdue, "缴费截止日{due}", at_most=len(subject.overdue))
    lines.append(f"合计{yuan_sign(owed(subject.overdue))}。")
    return "\n".join(lines)


def listed(debts: Sequence[Debt], due: str, at_most: int = NAMED_AT_MOST) -> list[str]:
    """Debt by debt: period and items, amount, late charge apart, and its day."""
    lines = []
    for debt in debts[:at_most]:
        late = f"（另违约金{yuan_sign(debt.late_charge)}）" if debt.late_charge else ""
        day = due.format(due=in_chinese(debt.due_date))
        lines.append(f"· {debt.named} {yuan_sign(debt.principal)}{late}，{day}")
    if rest := debts[at_most:]:
        lines.append(f"· 其余{len(rest)}笔 {yuan_sign(owed(rest))}")
    return lines


def owed(debts: Sequence[Debt]) -> Decimal:
    """Yuan."""
    return sum((debt.amount for debt in debts), ZERO)


def closed(lines: list[str], subject: Subject, last: str) -> str:
    """The text with how to pay, whom to call, signature and date."""
    sender = subject.sender
    if sender.ways_to_pay:
        lines.append(f"缴费方式：{sender.ways_to_pay}。")
    phone = f"咨询电话：{sender.telephone}。" if sender.telephone else ""
    lines.append(f"{phone}{last}")
    lines += [sender.signature, in_chinese(subject.on)]
    return "\n".join(lines)
