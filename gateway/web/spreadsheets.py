"""The form of every import: a spreadsheet that is tried before it is brought in."""

from base64 import b64encode
from typing import Self

from wtforms import BooleanField, FileField, TextAreaField

from gateway.web.forms import PageForm
from gateway.web.translations import _l

KEPT_CHARACTERS = 400_000
"""A file of this size, as base64, waits in the page between dry run and import."""


class SpreadsheetForm(PageForm):
    """The file; what was tried comes back as text, so that nobody has to choose it again."""

    file = FileField(_l("Spreadsheet"), render_kw={"accept": ".xlsx"})
    kept = TextAreaField(_l("The checked file"))
    confirmed = BooleanField()

    def content(self) -> str:
        """The file as base64: the one chosen now, else the one that was tried."""
        chosen = self.file.data.read() if self.file.data else b""
        return b64encode(chosen).decode("ascii") if chosen else str(self.kept.data or "").strip()

    @classmethod
    def after(cls, content: str) -> Self:
        """The form that follows on a dry run, with the file that was tried unless it is large."""
        form = cls(formdata=None)
        form.kept.data = content if len(content) <= KEPT_CHARACTERS else ""
        return form
