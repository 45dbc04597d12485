"""Writing a notice, and what else needs words."""

from typing import Any

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from contracts.notices.codes import Channel, NoticeKind
from gateway.web.forms import PageForm
from gateway.web.translations import _, _l
from gateway.web.words import choices

EVERYONE, BUILDINGS, IN_ARREARS = "everyone", "buildings", "in_arrears"
"""Whom a notice is for: members of the contract's `Audience`."""
SHANGHAI_ZONE = "+08:00"
TEXT = {"rows": 8, "maxlength": 10_000}


class Ticks(SelectMultipleField):
    """Several of some, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class Write(PageForm):
    """A notice: what, for whom, how, and when."""

    kind = SelectField(_l("Kind"), choices=lambda: choices(NoticeKind), validate_choice=False)
    title = StringField(_l("Title"), render_kw={"maxlength": 120})
    body = TextAreaField(_l("Text"), render_kw=TEXT)
    audience = RadioField(
        _l("For"),
        choices=lambda: [
            (EVERYONE, _("All households")), (BUILDINGS, _("Only these buildings")),
            (IN_ARREARS, _("Households in arrears")),
        ],
        default=EVERYONE,
        validate_choice=False,
    )  # fmt: skip
    buildings = Ticks(_l("Buildings"), choices=[], validate_choice=False)
    channels = Ticks(
        _l("How it goes out"), choices=lambda: choices(Channel), default=[Channel.PORTAL],
        validate_choice=False,
    )  # fmt: skip
    publish_at = StringField(_l("Publish by itself at"), render_kw={"type": "datetime-local"})
    expires_at = StringField(_l("Ends at"), render_kw={"type": "datetime-local"})
    must_acknowledge = BooleanField(_l("Residents must confirm it"))

    def notice(self) -> dict[str, Any]:
        """What the service takes: an edit names everything, a draft the kind besides."""
        who = self.audience.data
        return {
            "title": self.title.data,
            "body": self.body.data,
            "audience": {
                EVERYONE: who == EVERYONE,
                IN_ARREARS: who == IN_ARREARS,
                BUILDINGS: self.buildings.data or [] if who == BUILDINGS else [],
            },
            "channels": self.channels.data or [],
            "publish_at": instant(self.publish_at),
            "expires_at": instant(self.expires_at),
            "must_acknowledge": bool(self.must_acknowledge.data),
        }


def instant(field: StringField) -> str | None:
    """A local time, which browsers send without its zone."""
    typed = (field.data or "").strip()
    return f"{typed}{SHANGHAI_ZONE}" if typed else None


class SendBack(PageForm):
    """What its author shall change."""

    remark = TextAreaField(_l("What should be changed?"), render_kw={"rows": 2, "maxlength": 500})


class Withdraw(PageForm):
    """Why it is taken back."""

    reason = StringField(_l("Why is it taken back?"), render_kw={"maxlength": 500})


class Correct(PageForm):
    """A new version; the old one stays readable."""

    title = StringField(_l("Title"), render_kw={"maxlength": 120})
    body = TextAreaField(_l("Text"), render_kw=TEXT)
