"""The company (公司信息): as its papers name it (P02, P10)."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from flask import Response
from wtforms import FileField, StringField, TextAreaField

from contracts.directory import methods
from contracts.directory.company_pictures import CompanyPicture
from foundation.scope import COMPANY
from gateway.translations import _, _l
from gateway.web.audit_entries import history
from gateway.web.calls import call_all
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.settings.group import pages, sections

HINTS: Mapping[CompanyPicture, Any] = {
    CompanyPicture.LETTERHEAD: _l("At the top of every paper, up to 6 cm wide and 1.6 cm high."),
    CompanyPicture.SEAL: _l(
        "On receipts, letters, answers and closing statements. Whoever has such a paper has the "
        "picture: its code is what proves it."
    ),
}


class Company(PageForm):
    """What the papers say of the company."""

    calls = (methods.CHANGE_COMPANY,)
    needed = frozenset({"name"})

    name = StringField(_l("Name of the company"))
    name_en = StringField(_l("Name in English"))
    credit_code = StringField(_l("Unified social credit code"), render_kw={"autocomplete": "off"})
    address = StringField(_l("Address"))
    phone = StringField(_l("Telephone"), render_kw={"type": "tel"})
    public_url = StringField(
        _l("Address of the pages"), render_kw={"type": "url", "placeholder": "https://"}
    )
    bank_account = TextAreaField(_l("Account for transfers"), render_kw={"rows": 2})


class Picture(PageForm):
    """A picture that the papers are to bear."""

    calls = (methods.PUT_COMPANY_PICTURE,)

    picture = FileField(_l("PNG or JPEG file"), render_kw={"accept": "image/png,image/jpeg"})


class NoPicture(PageForm):
    """That they are to bear none; it needs no words."""

    calls = (methods.REMOVE_COMPANY_PICTURE,)


@pages.get("/company")
def company(form: PageForm | None = None, kind: str = "") -> str:
    """What is said now, to be changed."""
    found, head = call_all((methods.GET_COMPANY, {}), (methods.PAPER_HEAD, {}))
    shown = given(form, Company)
    if not isinstance(form, Company):
        for name in Company.known():
            shown[name].data = found[name]
        shown.version.data = found["version"]
    return page(
        "settings/company.html",
        company=found,
        history_of=history(methods.HISTORY, "company", COMPANY),
        form=shown,
        sections=sections(),
        pictures=[
            (each, head[each], hint, picture_form(form, each, kind)) for each, hint in HINTS.items()
        ],
        removing=NoPicture(formdata=None),
    )


def picture_form(form: PageForm | None, kind: CompanyPicture, refused: str) -> PageForm:
    """The form of one picture; the refused one as it was sent."""
    if isinstance(form, Picture) and refused == kind:
        return form
    shown = Picture(formdata=None)
    shown.picture.id = f"picture-{kind}"
    return shown


@pages.post("/company", Company, otherwise=company)
def change_company(form: Company) -> Response:
    """Change it."""
    form.call(methods.CHANGE_COMPANY, **form.typed())
    return done(_("The papers say so from now on."), company)


@pages.post("/company/pictures/<kind>", Picture, otherwise=company)
def put_picture(form: Picture, kind: str) -> Response:
    """Have the papers bear it."""
    content = form.picture.data.read() if form.picture.data else b""
    form.call(methods.PUT_COMPANY_PICTURE, kind=kind, picture=b64encode(content).decode())
    return done(_("The papers bear it from now on."), company)


@pages.post("/company/pictures/<kind>/remove", NoPicture, otherwise=company)
def remove_picture(form: NoPicture, kind: str) -> Response:
    """Have the papers bear none."""
    form.call(methods.REMOVE_COMPANY_PICTURE, kind=kind)
    return done(_("The papers bear no such picture any more."), company)
