"""Attachments (附件) of a notice: a plan, a poster, the paper that it announces."""

from contracts.attachments import file_content
from contracts.fields import Id
from contracts.notices.workflow import OneNotice


class AddNoticeAttachment(OneNotice):
    """A photo or a paper (PDF) for a notice that is a draft (N01, P09)."""

    content = file_content()


class OneNoticeAttachment(OneNotice):
    """An attachment of a notice (P09)."""

    attachment_id = Id(required=True)
