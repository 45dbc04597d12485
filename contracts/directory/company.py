"""The company (物业公司): as its papers name it (P02, P10)."""

import re
from typing import Any
from urllib.parse import urlsplit

from marshmallow import fields

from contracts.base import Payload, View
from contracts.fields import ServiceLine, Sign, Text
from contracts.pattern import Pattern


class CreditCode(Sign):
    """A unified social credit code (统一社会信用代码, GB 32100-2015), or nothing."""

    letters = Pattern(
        r"^([0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10})?$",
        error=(
            "The unified social credit code has 18 figures and capitals, without I, O, S, V and Z."
        ),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min=0, max=18, validate=self.letters, **kwargs)


class PublicUrl(Text):
    """Where the pages are reached, or nothing: `https://wuye.example.com`, without path."""

    default_error_messages = {
        "site": "Such as https://wuye.example.com: http or https, a host, and nothing behind it."
    }
    A_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min=0, max=200, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not text:
            return text
        try:
            parts = urlsplit(text.removesuffix("/"))
            port = parts.port
        except ValueError as error:
            raise self.make_error("site") from error
        host = parts.netloc.removesuffix(f":{port}") if port else parts.netloc
        site = f"{parts.scheme}://{parts.netloc}"
        known = parts.scheme in ("http", "https") and self.A_HOST.fullmatch(host)
        if not known or text.removesuffix("/") != site:
            raise self.make_error("site")
        return site


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
    public_url = PublicUrl()
    """Where the pages are reached, for links that leave the house and codes on papers; empty: as
    the installation's configuration says, if it says anything."""


class CompanyView(View):
    """The company; what nobody has filled in is empty."""

    name = fields.String(required=True)
    name_en = fields.String(required=True)
    credit_code = fields.String(required=True)
    address = fields.String(required=True)
    phone = fields.String(required=True)
    bank_account = fields.String(required=True)
    public_url = fields.String(required=True)
    editable = fields.Boolean(required=True)
    """Whether the caller may change it."""
    version = fields.Integer(required=True)


class SiteView(View):
    """What strangers' pages go by."""

    public_url = fields.String(required=True)
    """Where the pages are reached; empty: nobody has said."""
    entered = fields.Boolean(required=True)
    """Whether anybody has an account: until then there is only the link of the console (P02)."""
