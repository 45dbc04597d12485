"""Corrections (更正): a new version of a published text."""

from contracts.fields import Text
from contracts.notices.drafting import MAX_BODY, MAX_TITLE
from contracts.notices.workflow import OneNotice


class CorrectNotice(OneNotice):
    """A new version of a published text; the old one stays readable (N01)."""

    body = Text(required=True, max=MAX_BODY)
    title = Text(load_default=None, allow_none=True, max=MAX_TITLE)
    """The old title stays if absent."""
