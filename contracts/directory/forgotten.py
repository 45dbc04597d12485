"""Forgotten passwords (忘记密码): a link to whoever has an address; one's own contact (P03)."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import Payload, View
from contracts.fields import Email, Phone, Text, require


class ForgotPassword(Payload):
    """A link for a new password, to the mail address or telephone that the account has (P03).

    The answer is the same whether or not there is such an account.
    """

    username = Text(required=True, max=100)
    """User name, or mail address."""


class SendLink(ForgotPassword):
    """The same, with where the pages are."""

    site = Text(required=True, max=200)


class ContactView(View):
    """Where messages to oneself go."""

    email = fields.String(required=True, allow_none=True)
    phone_masked = fields.String(required=True)


class ChangeContact(Payload):
    """Where messages to oneself go from now on; the password proves who asks. What is not named
    stays as it is."""

    old_password = fields.String(required=True, validate=validate.Length(1, 200))
    email = Email(allow_none=True)
    phone = Phone(allow_none=True)

    @validates_schema
    def something_changes(self, data: dict[str, Any], **_: Any) -> None:
        """One of them is named."""
        require(bool({"email", "phone"} & data.keys()), "Nothing to change.", "email")
