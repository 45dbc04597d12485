"""The company (公司信息): as its papers name it (P02, P10)."""

from flask import Response
from wtforms import StringField, TextAreaField

from contracts.directory import methods
from gateway.translations import _, _l
from gateway.web.calls import call
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.settings.group import pages, sections


class Company(PageForm):
    """What the papers say of the company."""

    calls = (methods.CHANGE_COMPANY,)
    needed = frozenset({"name"})

    name = StringField(_l("Name of the company"))
    name_en = StringField(_l("Name in English"))
    credit_code = StringField(_l("Unified social credit code"), render_kw={"autocomplete": "off"})
    address = StringField(_l("Address"))
    phone = StringField(_l("Telephone"), render_kw={"type": "tel"})
    bank_account = TextAreaField(_l("Account for transfers"), render_kw={"rows": 2})


@pages.get("/company")
def company(form: PageForm | None = None) -> str:
    """What is said now, to be changed."""
    found = call(methods.GET_COMPANY)
    shown = given(form, Company)
    if form is None:
        for name in Company.known():
            shown[name].data = found[name]
        shown.version.data = found["version"]
    return page("settings/company.html", company=found, form=shown, sections=sections())


@pages.post("/company", Company, otherwise=company)
def change_company(form: Company) -> Response:
    """Change it."""
    form.call(methods.CHANGE_COMPANY, **form.typed())
    return done(_("The papers say so from now on."), company)
