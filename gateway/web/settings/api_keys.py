"""API keys (接口密钥): made for others' programs, shown once, ended (P06)."""

from typing import Any

from flask import Response
from wtforms import SelectField, StringField
from wtforms.validators import Optional

from contracts.directory import methods
from contracts.directory.api_keys import KEY_ROLES, KeyScope
from gateway.translations import _, _l
from gateway.web.calls import call_all
from gateway.web.forms import PageForm, Ticks, given
from gateway.web.pages import done, page
from gateway.web.settings.group import pages, sections
from gateway.web.settings.places import open_ones, place_choices, ticked, where_of
from gateway.words import in_words, worded


class NewKey(PageForm):
    """A key for a program."""

    calls = (methods.CREATE_API_KEY,)

    name = StringField(_l("Name of the program"), render_kw={"autocomplete": "off"})
    role = SelectField(
        _l("Acts as"), choices=lambda: [(one.value, worded(one)) for one in KEY_ROLES]
    )
    scopes = Ticks(_l("Scopes"), choices=lambda: [(one.value, worded(one)) for one in KeyScope])
    communities = Ticks(_l("Communities"), [Optional()], choices=[])
    days = StringField(_l("Valid for (days)"), default="365", render_kw={"inputmode": "numeric"})

    def arguments(self) -> dict[str, Any]:
        """What the method takes."""
        chosen = ticked(self.communities.data)
        return self.values("name", "role", "scopes", "days") | {"communities": chosen}


class EndKey(PageForm):
    """What needs no words."""

    calls = (methods.END_API_KEY,)


@pages.get("/api-keys")
def api_keys(form: PageForm | None = None, key_id: str = "") -> str:
    """The keys, and a new one."""
    found, communities = call_all((methods.LIST_API_KEYS, {}), (methods.LIST_COMMUNITIES, {}))
    known = communities["items"]
    shown = given(form, NewKey)
    shown.communities.choices = place_choices(open_ones(known))
    return page(
        "settings/api_keys.html",
        keys=[key_row(one, known) for one in found["items"]],
        several=len(known) > 1,
        form=shown,
        click=given(form, EndKey),
        sections=sections(),
    )


def key_row(key: dict[str, Any], communities: list[dict[str, Any]]) -> dict[str, Any]:
    """A key as the page shows it."""
    reach = _(", ").join(in_words(KeyScope(one).word) for one in key["scopes"])
    return key | {"where": where_of(key["communities"], communities), "reach": reach}


@pages.post("/api-keys", NewKey, otherwise=api_keys)
def create_api_key(form: NewKey) -> str:
    """Make it: it is shown this once."""
    made = form.call(methods.CREATE_API_KEY, **form.arguments())
    return page("settings/api_key.html", made=made, sections=sections())


@pages.post("/api-keys/<key_id>/end", EndKey, otherwise=api_keys)
def end_api_key(form: EndKey, key_id: str) -> Response:
    """It opens nothing from now on."""
    form.call(methods.END_API_KEY, key_id=key_id)
    return done(_("The key has ended, everywhere."), api_keys)
