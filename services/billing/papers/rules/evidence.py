"""Evidence for a lawyer: what the record has, one by one, and nothing that it does not prove (B12).

That something was sent is no proof that it was received; so the list says what was done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contracts.billing.ladder import DunningStep
from contracts.billing.papers import EvidenceKind, LetterDelivery
from contracts.billing.pauses import PauseEnd, PauseKind
from contracts.notices.channels import Channel
from foundation.clock import SHANGHAI
from foundation.formatting import in_chinese
from services.billing.letters.rules.debts import yuan_sign


@dataclass(frozen=True)
class Evidence:
    """One fact of the record."""

    kind: EvidenceKind
    at: datetime
    fact: str
    reference: str = ""
    """A number by which the record can be found."""

    def as_kept(self) -> dict[str, Any]:
        """As the paper keeps it."""
        return {
            "kind": self.kind,
            "at": self.at.astimezone(SHANGHAI).isoformat(),
            "fact": self.fact,
            "reference": self.reference,
        }


def bill_issued(at: datetime, number: str, named: str, amount: Decimal, due: date) -> Evidence:
    """A bill was made."""
    fact = f"出具账单：{named}，{yuan_sign(amount)}，缴费截止日{in_chinese(due)}"
    return Evidence(EvidenceKind.BILL, at, fact, number)


def bill_delivered(
    at: datetime, number: str, channel: str, by: str, receipt: str | None
) -> Evidence:
    """A bill went to its household, some way."""
    signed = f"签收记录：{receipt}" if receipt else "无签收记录"
    way = Channel(channel).word.zh
    fact = f"账单以{way}方式交付，经办：{by}，{signed}"
    return Evidence(EvidenceKind.DELIVERY, at, fact, number)


def notified(
    at: datetime, step: str, amount: Decimal, bills: Sequence[str], letter: str | None
) -> Evidence:
    """A reminder, message or letter of the ladder."""
    done = "已制作" if step == DunningStep.LETTER else "已交发送"
    fact = f"{DunningStep(step).word.zh}{done}，{yuan_sign(amount)}，账单{'、'.join(bills)}"
    return Evidence(EvidenceKind.TOLD, at, fact, letter or "")


def served(at: datetime, number: str, said: Mapping[str, str | None]) -> Evidence:
    """How a letter was delivered: what its receipt of delivery says, and no more."""
    parts = [
        f"催缴函{number}{LetterDelivery(str(said['outcome'])).word.zh}",
        f"签收人：{said['received_by']}" if said["received_by"] else "",
        f"与业主关系：{said['relation']}" if said["relation"] else "",
        f"邮寄单号：{said['item_number']}" if said["item_number"] else "",
        f"送达人：{said['brought_by']}",
        f"备注：{said['remark']}" if said["remark"] else "",
    ]
    return Evidence(EvidenceKind.SERVED, at, "，".join(filter(None, parts)), number)


def visited(at: datetime, number: str, by: str, outcome: str, remark: str | None) -> Evidence:
    """Somebody was at the door, and what came of it."""
    noted = f"，备注：{remark}" if remark else ""
    return Evidence(EvidenceKind.VISIT, at, f"上门催缴（{by}）：{outcome}{noted}", number)


def rested(
    at: datetime,
    kind: str,
    plan: Sequence[Mapping[str, Any]],
    reason: str,
    ended: tuple[str | None, datetime | None],
) -> Evidence:
    """A promise, a plan or a dispute, and how it ended."""
    ended_as, ended_at = ended
    end = (
        f"{PauseEnd(ended_as).word.zh if ended_as else '已结束'}（{in_chinese(ended_at)}）"
        if ended_at
        else "未结束"
    )
    if kind == PauseKind.DISPUTE:
        return Evidence(EvidenceKind.DISPUTE, at, f"住户对费用提出异议，{end}", reason)
    due = "；".join(
        f"{in_chinese(date.fromisoformat(one['due_on']))}前{yuan_sign(Decimal(one['amount']))}"
        for one in plan
    )
    what = "住户承诺缴费" if kind == PauseKind.PROMISE else "商定分期"
    return Evidence(EvidenceKind.AGREEMENT, at, f"{what}：{due}，{end}", reason)
