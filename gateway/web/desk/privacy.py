"""The form of an unmasked look at a contact's number; it is logged with its reason (D03)."""

from wtforms import StringField

from contracts.complaints import methods as complaints
from contracts.repairs import methods as repairs
from gateway.translations import _l
from gateway.web.forms import PageForm


class RevealContact(PageForm):
    """What the number is needed for."""

    calls = (complaints.REVEAL_CONTACT, repairs.REVEAL_CONTACT)

    reason = StringField(_l("What for"))
