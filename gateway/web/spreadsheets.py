"""The form of every import: a spreadsheet that is tried before it is brought in."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import ClassVar, Self

from wtforms import BooleanField, FileField, HiddenField, TextAreaField

from gateway.problems import ProblemDetails
from gateway.translations import _, _l
from gateway.web.forms import PageForm

KEPT_CHARACTERS = 400_000
"""A file of this size, as base64, waits in the page between dry run and import."""


class SpreadsheetForm(PageForm):
    """The file; what was tried comes back as text, so that nobody has to choose it again."""

    headings: ClassVar[Mapping[str, str]] = {}
    """What the columns are called, by their fields."""

    file = FileField(_l("Spreadsheet"), render_kw={"accept": ".xlsx"})
    kept = TextAreaField(_l("The checked file"))
    checked = HiddenField()
    """The hash of the file that was tried."""
    confirmed = BooleanField()

    def content(self) -> str:
        """The file as base64: the one chosen now, else the one that was tried."""
        if self.file.data:
            self.file.data.seek(0)
            if chosen := self.file.data.read():
                return b64encode(chosen).decode("ascii")
        return str(self.kept.data or "").strip()

    def is_confirmed(self) -> bool:
        """Whether what was tried is to be brought in; another file is tried first."""
        tried = self.checked.data
        changed = bool(self.file.data) and tried and fingerprint(self.content()) != tried
        return bool(self.confirmed.data) and not changed

    def refuse(self, problem: ProblemDetails) -> None:
        """Put a refusal to its row and column, or where other refusals stand; what was tried is
        not lost by it.
        """
        rows = {path: said for path, said in problem.errors.items() if path.startswith("rows.")}
        for path, said in rows.items():
            _rows, row, column = path.split(".", 2)
            heading = self.headings.get(column, column)
            self.alerts += [
                _("Row %(row)s, %(column)s: %(said)s", row=row, column=heading, said=one)
                for one in said
            ]
        others = {path: said for path, said in problem.errors.items() if path not in rows}
        if others or not rows:
            super().refuse(replace(problem, errors=others))
        content = self.content()
        self.kept.data = content if len(content) <= KEPT_CHARACTERS else ""

    @classmethod
    def after(cls, content: str) -> Self:
        """The form that follows on a dry run, with the file that was tried unless it is large."""
        form = cls(formdata=None)
        form.kept.data = content if len(content) <= KEPT_CHARACTERS else ""
        form.checked.data = fingerprint(content)
        return form


def fingerprint(content: str) -> str:
    """The hash by which a file is known again."""
    return sha256(content.encode("ascii")).hexdigest()
