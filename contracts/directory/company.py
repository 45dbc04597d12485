"""The company (物业公司): as its papers name it (P02, P10)."""

from typing import Any

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.fields import ServiceLine, Text


class CreditCode(Text):
    """A unified social credit code (统一社会信用代码, GB 32100-2015), or nothing."""

    letters = validate.Regexp(
        r"^([0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10})?$",
        error=(
            "The unified social credit code has 18 figures and capitals, without I, O, S, V and Z."
        ),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min=0, max=18, validate=self.letters, **kwargs)


class ChangeCompany(Payload):
    """What is not named stays as it is."""

    name = Text(min=1, max=60)
    """In full, as it stands on the seal."""
    name_en = Text(min=0, max=100)
    credit_code = CreditCode()
    address = Text(min=0, max=100)
    phone = ServiceLine(min=0, max=60)
    bank_account = Text(min=0, max=120)
    """Name, bank and number of the account for transfers."""


class CompanyView(View):
    """The company; what nobody has filled in is empty."""

    name = fields.String(required=True)
    name_en = fields.String(required=True)
    credit_code = fields.String(required=True)
    address = fields.String(required=True)
    phone = fields.String(required=True)
    bank_account = fields.String(required=True)
    editable = fields.Boolean(required=True)
    """Whether the caller may change it."""
    version = fields.Integer(required=True)
