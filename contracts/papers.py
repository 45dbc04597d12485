"""Papers that can be verified by their number and a code (P10): what every issuer of them offers.

The code is made by the gateway, which alone has the installation's secret; the services say what a
paper of a number says.
"""

from collections.abc import Mapping
from enum import StrEnum

from marshmallow import fields

from contracts.base import Payload, View
from contracts.fields import Day, Id, Text, Yuan


class PaperKind(StrEnum):
    """What a paper is."""

    RECEIPT = "receipt"
    """收据."""
    BILL = "bill"
    """账单."""
    LETTER = "letter"
    """催缴函."""
    WORK_ORDER = "work_order"
    """派工单."""
    ANSWER = "answer"
    """投诉答复."""
    CLOSING = "closing"
    """结账单, of a former owner."""


class PaperState(StrEnum):
    """Whether what it says holds."""

    VALID = "valid"
    """有效."""
    VOIDED = "voided"
    """已作废: a receipt that does not hold."""
    CANCELLED = "cancelled"
    """已取消: a bill or an order that was taken back."""


SERIES: Mapping[PaperKind, str] = {
    PaperKind.RECEIPT: "SJ",
    PaperKind.BILL: "ZD",
    PaperKind.LETTER: "CJ",
    PaperKind.WORK_ORDER: "PG",
    PaperKind.ANSWER: "TS",
    PaperKind.CLOSING: "JZ",
}
"""The series of the number that a paper of each kind bears."""
KINDS: Mapping[str, PaperKind] = {series: kind for kind, series in SERIES.items()}


class FindPaper(Payload):
    """The paper of a number, as whoever holds it has it before them."""

    number = Text(required=True, max=40)


class PaperFacts(View):
    """What stands at the head of a paper; nothing of the household but the name, masked."""

    community_id = Id(required=True)
    """Whose paper it is."""
    kind = fields.String(required=True)
    number = fields.String(required=True)
    on = Day(required=True)
    """The day from which it is."""
    amount = Yuan(required=True, allow_none=True)
    """As it was issued; None where it is not about money."""
    name = fields.String(required=True)
    """To whom it is, masked."""
    state = fields.String(required=True)
    state_on = Day(required=True, allow_none=True)
    """Since when it is void or cancelled."""
    outstanding = Yuan(required=True, allow_none=True)
    """Of a bill or a closing statement: what is owed now, late charges included."""


class VerifiedPaper(PaperFacts):
    """What stands at the head of a paper, and who issued it."""

    class Meta:
        """Ids are ours."""

        exclude = ("community_id",)

    company = fields.String(required=True)
    """Full name of the company that issued it; empty: nobody has filled it in."""
    community = fields.String(required=True)
    """The community whose paper it is; empty: it has no name."""
