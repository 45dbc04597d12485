"""The form of a code, from its first letter to its last."""

import re
from typing import cast

from marshmallow import ValidationError, validate


class Pattern(validate.Regexp):
    """A text of this form, whole: `$` by itself lets a line end follow, which nobody sees, and
    which makes another code of the same letters."""

    def __call__(self, value: str) -> str:  # type: ignore[override]
        """The text; raise `ValidationError` where it is of another form."""
        if cast("re.Pattern[str]", self.regex).fullmatch(value) is None:
            raise ValidationError(self._format_error(value))
        return value
