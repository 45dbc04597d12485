"""Writing a notice, and what else needs words."""

from typing import Any

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from contracts.notices import methods
from contracts.notices.channels import Channel
from gateway.translations import _, _l
from gateway.web.attachments import papers_field
from gateway.web.forms import PageForm, Ticks

EVERYONE, BUILDINGS, IN_ARREARS = "everyone", "buildings", "in_arrears"
"""Whom a notice is for: members of the contract's `Audience`."""
SHANGHAI_ZONE = "+08:00"
TEXT = {"rows": 8}


class Write(PageForm):
    """A notice: what, for whom, how, and when."""

    calls = (methods.DRAFT, methods.EDIT)
    in_one = True

    kind = SelectField(_l("Kind"))
    title = StringField(_l("Title"))
    body = TextAreaField(_l("Text"), render_kw=TEXT)
    audience = RadioField(
        _l("For"),
        choices=lambda: [
            (EVERYONE, _("All households")), (BUILDINGS, _("Only these buildings")),
            (IN_ARREARS, _("Households in arrears")),
        ],
        default=EVERYONE,
    )  # fmt: skip
    buildings = Ticks(_l("Buildings"), choices=[])
    channels = Ticks(
        _l("How it goes out"), default=[Channel.PORTAL],
    )  # fmt: skip
    publish_at = StringField(_l("Publish by itself at"))
    expires_at = StringField(_l("Valid to the end of"), render_kw={"type": "date"})
    expires_time = StringField(_l("Ends at"), [Optional()], render_kw={"type": "time"})
    must_acknowledge = BooleanField(_l("Residents must confirm it"))
    urgent = BooleanField(_l("It cannot wait for the morning"))

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
            "expires_at": ending(self.expires_at, self.expires_time),
            "urgent": bool(self.urgent.data),
            "must_acknowledge": bool(self.must_acknowledge.data),
        }


class Outage(PageForm):
    """What is cut off, why, when and where: the text is made of it."""

    calls = (methods.COMPOSE_OUTAGE, methods.DRAFT)
    in_one = True

    supply = SelectField(_l("What is cut off?"))
    reason = StringField(_l("Why? Begin with “because of”."))
    begins_at = StringField(_l("Begins at"))
    ends_at = StringField(_l("Ends at"))
    places = StringField(_l("Where? Buildings and entrances"))
    buildings = Ticks(_l("Buildings"), choices=[])
    urgent = BooleanField(_l("It cannot wait for the morning"))


def instant(field: StringField) -> str | None:
    """A local time, which browsers send without its zone."""
    typed = (field.data or "").strip()
    return f"{typed}{SHANGHAI_ZONE}" if typed else None


def ending(day: StringField, hour: StringField) -> str | None:
    """The time at which something ends; without an hour it lasts to the end of the day."""
    typed, at = (day.data or "").strip(), (hour.data or "").strip()
    if not typed:
        return None
    if "T" in typed:
        return f"{typed}{SHANGHAI_ZONE}"
    return f"{typed}T{at}{SHANGHAI_ZONE}" if at else typed


class Attach(PageForm):
    """Photos and papers (P09)."""

    calls = (methods.ADD_ATTACHMENT,)

    attachments = papers_field()


class SendBack(PageForm):
    """What its author shall change."""

    calls = (methods.SEND_BACK,)

    remark = TextAreaField(_l("What should be changed?"), render_kw={"rows": 2})


class Withdraw(PageForm):
    """Why it is taken back."""

    calls = (methods.WITHDRAW,)

    reason = StringField(_l("Why is it taken back?"))


class Correct(PageForm):
    """A new version; the old one stays readable."""

    calls = (methods.CORRECT,)
    needed = frozenset({"title"})

    title = StringField(_l("Title"))
    body = TextAreaField(_l("Text"), render_kw=TEXT)
