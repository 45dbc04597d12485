"""Cells of a spreadsheet about people: read as people type them, what is wrong is named (D01)."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from contracts.days import day_written
from contracts.fields import YEARS
from contracts.mail import email_address
from contracts.phone import phone_number
from contracts.text import cleaned, names_nobody, unfit
from foundation.spreadsheet_cells import has_lost_digits, is_error, is_number, is_time, shown
from services.directory.household_sheet.rules.errors import RowError
from services.directory.identity.rules.numbers import is_identity_number

NOBODY = "无"
_YES = {"是", "有", "yes", "y", "true", "1"}
_NO = {"否", "无", "no", "n", "false", "0"}


class CellReader:
    """Reads the cells of one row and collects what is wrong with them."""

    def __init__(self, cells: Mapping[str, Any]) -> None:
        self.cells = cells
        self.row = int(cells["row"])
        self.errors: list[RowError] = []

    def fail(self, field: str, code: str) -> None:
        """Note an error, the first one of a field only."""
        if not self.failed(field):
            self.errors.append(RowError(self.row, field, code))

    def failed(self, field: str) -> bool:
        """Whether the field is known to be wrong."""
        return any(error.field == field for error in self.errors)

    def text(self, field: str, longest: int, *, required: bool = False) -> str:
        """A cell as a cleaned text; what the sheet itself has spoilt is named."""
        cell = self.cells.get(field)
        if is_error(cell):
            self.fail(field, "cell_error")
        elif is_time(cell):
            self.fail(field, "became_date")
        elif has_lost_digits(cell):
            self.fail(field, "digits")
        text = cleaned(shown(cell))
        if required and not text:
            self.fail(field, "missing")
        if len(text) > longest:
            self.fail(field, "too_long")
        if unfit(text):
            self.fail(field, "characters")
        return "" if self.failed(field) else text

    def name(self, field: str, *, required: bool = False) -> str:
        """What somebody is called; 无 where there is no tenant."""
        name = self.text(field, 60, required=required)
        if not required and name == NOBODY:
            return ""
        if name and names_nobody(name):
            self.fail(field, "no_name")
        return name

    def word(self, field: str, longest: int) -> str:
        """A text of which only the words count, not how wide they are written."""
        return unicodedata.normalize("NFKC", self.text(field, longest)).strip()

    def phone(self, field: str, *, required: bool = False) -> str:
        """A phone number in its one form."""
        cell, text = self.cells.get(field), self.text(field, 40, required=required)
        try:
            return phone_number(text) if text else ""
        except ValueError:
            spoilt = is_number(cell) or re.fullmatch(r"[\d.]+E\+?\d+", text, re.IGNORECASE)
            self.fail(field, "phone_number" if spoilt else "phone")
            return text

    def email(self) -> str:
        """An e-mail address."""
        text = self.text("email", 200)
        try:
            return email_address(text) if text else ""
        except ValueError:
            self.fail("email", "email")
            return text

    def id_number(self) -> str:
        """An identity number with the right check character, never out of a numeric cell: one in
        eleven numbers whose last digits became zeros passes the check.
        """
        if is_number(self.cells.get("id_number")):
            self.fail("id_number", "id_as_number")
        text = self.word("id_number", 30).upper()
        if text and not is_identity_number(text):
            self.fail("id_number", "id_number")
        return text

    def day(self, field: str) -> date | None:
        """A date: a date cell, or text such as 2024-07-01, 2024/7/1, 2024年7月1日."""
        value = self.cells.get(field)
        if isinstance(value, date):
            found: date | None = value.date() if isinstance(value, datetime) else value
        elif text := self.word(field, 30):
            found = day_written(text)
        elif self.failed(field) or value is None or not cleaned(shown(value)):
            return None
        else:
            found = None
        if found is not None and found.year in YEARS:
            return found
        self.fail(field, "date")
        return None

    def yes_no(self, field: str) -> bool | None:
        """是 or 否; None where the cell is empty."""
        text = self.word(field, 20).lower()
        if text and text not in _YES | _NO:
            self.fail(field, "yes_no")
        return text in _YES if text else None
