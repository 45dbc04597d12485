"""The form of an unmasked look at a contact's number; it is logged with its reason (D03)."""

from wtforms import StringField

from gateway.translations import _l
from gateway.web.forms import PageForm


class RevealContact(PageForm):
    """What the number is needed for."""

    reason = StringField(_l("What for"), render_kw={"maxlength": 200})
