"""Channels (消息通道): by what messages leave the house, set and tried out (P02)."""

from urllib.parse import quote, urlencode

from flask import Response, abort
from wtforms import PasswordField, RadioField, StringField

from contracts.notices import methods
from contracts.notices.channels import OUTSIDE, Channel, OutletSource
from gateway.problems import Refusal
from gateway.translations import _, _l
from gateway.web.calls import call
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.schema_fields import arguments
from gateway.web.settings.group import pages, sections

SECURE = "ssl", "starttls", "insecure"
"""How a mail server is spoken to, the safest first."""
PORTS = {"ssl": "465", "starttls": "587", "insecure": "25"}


class MailServer(PageForm):
    """The mail server, as its provider describes it."""

    calls = (methods.CHANGE_OUTLET,)
    blames = {"outlet_unusable": "host"}

    host = StringField(_l("Mail server"), render_kw={"placeholder": "smtp.example.org"})
    mode = RadioField(_l("Encryption"), default=SECURE[0])
    port = StringField(_l("Port"), render_kw={"inputmode": "numeric"})
    user = StringField(_l("User name"), render_kw={"autocomplete": "off"})
    password = PasswordField(_l("Password"), render_kw={"autocomplete": "new-password"})
    sender = StringField(_l("Sender"), render_kw={"placeholder": "desk@example.org"})

    def url(self) -> str:
        """The address that the fields make together."""
        mode, typed = self.mode.data or SECURE[0], self.typed()
        account = quote(typed["user"], safe="")
        if typed["password"]:
            account += ":" + quote(typed["password"], safe="")
        scheme = "smtps" if mode == "ssl" else "smtp"
        options = {"from": typed["sender"]} if typed["sender"] else {}
        options |= {"mode": "starttls"} if mode == "starttls" else {}
        server = f"{account}@{typed['host']}" if account else typed["host"]
        query = f"?{urlencode(options, safe='@')}" if options else ""
        return f"{scheme}://{server}:{typed['port'] or PORTS[mode]}{query}"


class Gateway(PageForm):
    """The address of a gateway, as apprise writes it."""

    calls = (methods.CHANGE_OUTLET,)
    blames = {"outlet_unusable": "address"}
    sources = {"address": arguments(methods.CHANGE_OUTLET)["url"]}

    address = StringField(_l("Address"), render_kw={"autocomplete": "off", "spellcheck": "false"})

    def url(self) -> str:
        """The address."""
        return str(self.typed()["address"])


class TakeBack(PageForm):
    """What was set on the page holds no longer."""

    calls = (methods.CHANGE_OUTLET,)


class TryOut(PageForm):
    """A test message to somebody who can say whether it arrives."""

    calls = (methods.SEND_TEST_MESSAGE,)

    to = StringField(_l("To"), render_kw={"autocomplete": "off"})


@pages.get("/channels")
def channels() -> str:
    """All channels that lead out of the house."""
    found = call(methods.LIST_OUTLETS)
    return page("settings/channels.html", outlets=found["items"], sections=sections())


def kind_of(channel: str) -> type[MailServer | Gateway]:
    """The form by which a channel is set."""
    return MailServer if channel == Channel.EMAIL else Gateway


@pages.get("/channels/<channel>")
def one_channel(channel: str, form: PageForm | None = None) -> str:
    """One channel: what is set, to be set anew, taken back, and tried out."""
    if channel not in OUTSIDE:
        abort(404)
    found = call(methods.LIST_OUTLETS)
    outlet = next(one for one in found["items"] if one["channel"] == channel)
    setting, back = given(form, kind_of(channel)), given(form, TakeBack)
    for one in (setting, back):
        one.version.data = one.version.data or outlet["version"]
    if isinstance(setting, MailServer):
        words = {
            "ssl": _("TLS from the start"),
            "starttls": _("TLS by STARTTLS"),
            "insecure": _("No encryption"),
        }
        setting.mode.choices = [(one, words[one]) for one in SECURE]
    return page(
        "settings/channel.html",
        outlet=outlet,
        form=setting,
        back=back if outlet["source"] == OutletSource.PAGE else None,
        trial=given(form, TryOut) if outlet["source"] != OutletSource.NONE else None,
        editable=found["editable"],
        sections=sections(),
    )


@pages.post("/channels/<channel>/server", MailServer, otherwise=one_channel)
def set_mail_server(form: MailServer, channel: str) -> Response:
    """Set the mail server."""
    if not form.values("host"):
        raise Refusal("invalid_input", errors={"host": [_("Name the mail server.")]})
    return set_outlet(form, channel, form.url())


@pages.post("/channels/<channel>/gateway", Gateway, otherwise=one_channel)
def set_gateway(form: Gateway, channel: str) -> Response:
    """Set the address of a gateway."""
    return set_outlet(form, channel, form.url())


@pages.post("/channels/<channel>/take-back", TakeBack, otherwise=one_channel)
def unset_channel(form: TakeBack, channel: str) -> Response:
    """Go by the configuration again, if it says anything."""
    return set_outlet(form, channel, None)


def set_outlet(form: PageForm, channel: str, url: str | None) -> Response:
    """Change by what a channel is reached."""
    form.call(methods.CHANGE_OUTLET, channel=channel, url=url)
    said = _("It is set. Send a test message now.") if url else _("It is taken back.")
    return done(said, one_channel, channel=channel)


@pages.post("/channels/<channel>/test", TryOut, otherwise=one_channel)
def send_test_message(form: TryOut, channel: str) -> Response:
    """Send a test message."""
    sent = form.call(methods.SEND_TEST_MESSAGE, channel=channel, **form.values("to"))
    said = _("The test message to %(to)s was taken. See whether it arrives.", to=sent["to"])
    return done(said, one_channel, channel=channel)
