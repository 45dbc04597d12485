"""Webhooks (事件推送): addresses that are told, and what they were told (P06)."""

from typing import Any

from flask import Response, flash, request
from wtforms import StringField
from wtforms.validators import Optional

from contracts.directory.methods import LIST_COMMUNITIES
from contracts.notices import methods
from contracts.notices.webhooks import CHOICES, DeliveryStatus, WebhookEvent
from foundation.errors import NotFound
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.calls import call_all
from gateway.web.forms import PageForm, Ticks, given
from gateway.web.pages import done, page
from gateway.web.settings.group import pages, sections
from gateway.web.settings.places import FIRST, open_ones, place_choices, ticked, where_of
from gateway.words import in_words, worded


class Address(PageForm):
    """What both forms have."""

    calls = (methods.CREATE_WEBHOOK,)

    name = StringField(_l("Name of the program"), render_kw={"autocomplete": "off"})
    url = StringField(
        _l("Address"), render_kw={"type": "url", "placeholder": "https://", "autocomplete": "off"}
    )
    events = Ticks(_l("Events"), choices=lambda: [(one.value, worded(one)) for one in CHOICES])
    communities = Ticks(_l("Communities"), [Optional()], choices=[])

    def arguments(self) -> dict[str, Any]:
        """What the method takes."""
        chosen = ticked(self.communities.data)
        return self.values("name", "url", "events") | {"communities": chosen}


class NewWebhook(Address):
    """An address to be told."""


class ChangedWebhook(Address):
    """One that is told."""

    calls = (methods.EDIT_WEBHOOK,)


class OneWebhook(PageForm):
    """What needs no words."""

    calls = (
        methods.ROTATE_WEBHOOK, methods.END_WEBHOOK, methods.REPLAY_DELIVERY,
        methods.SEND_TEST_EVENT,
    )  # fmt: skip


@pages.get("/webhooks")
def webhooks(form: PageForm | None = None) -> str:
    """The webhooks, and a new one."""
    found, communities = call_all((methods.LIST_WEBHOOKS, {}), (LIST_COMMUNITIES, {}))
    known = communities["items"]
    shown = given(form, NewWebhook)
    shown.communities.choices = place_choices(open_ones(known))
    return page(
        "settings/webhooks.html",
        hooks=[hook_row(one, known) for one in found["items"]],
        several=len(known) > 1,
        form=shown,
        sections=sections(),
    )


def hook_row(hook: dict[str, Any], communities: list[dict[str, Any]]) -> dict[str, Any]:
    """A webhook as the page shows it."""
    told = _(", ").join(in_words(WebhookEvent(one).word) for one in hook["events"])
    return hook | {"where": where_of(hook["communities"], communities), "told": told}


@pages.post("/webhooks", NewWebhook, otherwise=webhooks)
def create_webhook(form: NewWebhook) -> str:
    """Enter it: its secret is shown this once."""
    made = form.call(methods.CREATE_WEBHOOK, **form.arguments())
    return page("settings/webhook_secret.html", made=made, sections=sections())


@pages.get("/webhooks/<webhook_id>")
def webhook(webhook_id: str, form: PageForm | None = None, delivery_id: str = "") -> str:
    """One of them, with what it was told."""
    status, cursor = request.args.get("status", ""), request.args.get("cursor")
    asked = {"webhook_id": webhook_id, "limit": tables.PAGE}
    asked |= {name: value for name, value in {"status": status, "cursor": cursor}.items() if value}
    found, communities, deliveries = call_all(
        (methods.LIST_WEBHOOKS, {}), (LIST_COMMUNITIES, {}), (methods.LIST_DELIVERIES, asked)
    )
    hook = next((one for one in found["items"] if one["id"] == webhook_id), None)
    if hook is None:
        raise NotFound(field="webhook_id")
    known = communities["items"]
    change = given(form, ChangedWebhook)
    change.communities.choices = place_choices(known)
    if type(form) is not ChangedWebhook:
        change.name.data, change.url.data = hook["name"], hook["url"]
        change.events.data, change.version.data = hook["events"], hook["version"]
        change.communities.data = [one or FIRST for one in hook["communities"] or ()]
    return page(
        "settings/webhook.html",
        hook=hook_row(hook, known),
        several=len(known) > 1,
        deliveries=deliveries["items"],
        cursor=deliveries["next_cursor"],
        statuses=[("", _("any")), *((one.value, worded(one)) for one in DeliveryStatus)],
        change=change,
        click=given(form, OneWebhook),
        sections=sections(),
    )


@pages.post("/webhooks/<webhook_id>", ChangedWebhook, otherwise=webhook)
def edit_webhook(form: ChangedWebhook, webhook_id: str) -> Response:
    """Change it."""
    made = form.call(methods.EDIT_WEBHOOK, webhook_id=webhook_id, **form.arguments())
    said = _("%(name)s is changed.", name=made["name"])
    return done(said, webhook, webhook_id=webhook_id)


@pages.post("/webhooks/<webhook_id>/test", OneWebhook, otherwise=webhook)
def send_test_event(form: OneWebhook, webhook_id: str) -> Response:
    """Send a test event; what came back is said at once."""
    sent = form.call(methods.SEND_TEST_EVENT, webhook_id=webhook_id)
    tried = sent["attempts"][-1]
    answer = " ".join(str(part) for part in (tried["status"], tried["said"][:120]) if part)
    if sent["status"] == DeliveryStatus.DELIVERED:
        said = _("The address has taken the test event: %(answer)s", answer=answer)
        return done(said, webhook, webhook_id=webhook_id)
    flash(_("The address has not taken the test event: %(answer)s", answer=answer), "bad")
    return done("", webhook, webhook_id=webhook_id)


@pages.post("/webhooks/<webhook_id>/rotate", OneWebhook, otherwise=webhook)
def rotate_webhook(form: OneWebhook, webhook_id: str) -> str:
    """A new secret, shown this once."""
    made = form.call(methods.ROTATE_WEBHOOK, webhook_id=webhook_id)
    return page("settings/webhook_secret.html", made=made, sections=sections())


@pages.post("/webhooks/<webhook_id>/end", OneWebhook, otherwise=webhook)
def end_webhook(form: OneWebhook, webhook_id: str) -> Response:
    """It is told nothing more."""
    form.call(methods.END_WEBHOOK, webhook_id=webhook_id)
    return done(_("Nothing more is sent there."), webhooks)


@pages.post("/webhooks/<webhook_id>/deliveries/<delivery_id>/replay", OneWebhook, otherwise=webhook)
def replay_delivery(form: OneWebhook, webhook_id: str, delivery_id: str) -> Response:
    """Send it once more."""
    form.call(methods.REPLAY_DELIVERY, webhook_id=webhook_id, delivery_id=delivery_id)
    return done(_("It is sent once more."), webhook, webhook_id=webhook_id)
