"""The forms of key households: marked, called, changed, ended (D04)."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, RadioField, StringField, TextAreaField

from contracts.directory import methods
from gateway.translations import _l
from gateway.web.action_forms import ActionForm
from gateway.web.schema_fields import BlankSelect

WHO = _l("The building's steward")


class Care(ActionForm):
    """Why somebody is called, by whom and how often."""

    kind = RadioField(_l("Why it is a key household"))
    reason = StringField(
        _l("In words"), description=_l("Such as: lives alone, over 80. Needed for “other”.")
    )
    responsible_id = BlankSelect(_l("Who calls"), blank=WHO)
    interval_days = StringField(
        _l("Days between two calls"), description=_l("Empty: as for all key households.")
    )


class MarkKeyHousehold(Care):
    """Mark it."""

    method, title = methods.MARK_KEY_HOUSEHOLD, _l("Mark as key household")
    said = _l("It is a key household now.")


class ChangeKeyHousehold(Care):
    """Change it, or end it."""

    method, title = methods.CHANGE_KEY_HOUSEHOLD, _l("Change or end it")
    said = _l("Changed.")
    ended = BooleanField(_l("It is a key household no more"))

    def fill(self, key: Mapping[str, Any]) -> None:
        """With what is known."""
        self.version.data = str(key["version"])
        for name in ("kind", "reason", "responsible_id", "interval_days"):
            self[name].data = "" if key[name] is None else str(key[name])

    def arguments(self) -> dict[str, Any]:
        """What is left empty is taken away."""
        cleared = dict.fromkeys(("reason", "responsible_id", "interval_days"))
        return {**cleared, **self.values()}


class RecordKeyCall(ActionForm):
    """What came of a call."""

    method, title = methods.RECORD_KEY_CALL, _l("Record a call")
    said = _l("The call is recorded.")
    outcome = RadioField(_l("What came of it?"))
    remark = TextAreaField(_l("How they are"), render_kw={"rows": 2})
    needs = TextAreaField(
        _l("What they need"),
        render_kw={"rows": 2},
        description=_l("It can be made a case or a repair afterwards."),
    )
    next_call_on = StringField(
        _l("Next call on"), description=_l("Empty: as follows from the outcome.")
    )
