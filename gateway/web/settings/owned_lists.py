"""The pages of a list that managers keep (P01, P05): all entries with a new one, and one of them to
be changed or had as it was without the change.

    ListPages("category", "categories", methods.CATEGORIES, …).register()

makes the pages `settings.categories` and `settings.category`; their templates, of these names,
extend `settings/owned_list.html` and `settings/owned_entry.html` with the fields of an entry.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, url_for
from wtforms import BooleanField, StringField

from contracts.complaints import methods
from contracts.method import Method
from contracts.service_admin import Source
from gateway.translations import _, _l
from gateway.web.audit_entries import history
from gateway.web.calls import call
from gateway.web.forms import PageForm, given
from gateway.web.owners import whose
from gateway.web.pages import done, page
from gateway.web.settings.group import pages, sections
from gateway.web.tables import Table
from gateway.words import worded

Row = Mapping[str, Any]


class EntryForm(PageForm):
    """The fields that an entry has, be it new or there."""

    def arguments(self) -> dict[str, Any]:
        """The fields as the methods take them."""
        return {}


class WithCode(EntryForm):
    """One more, whose code is chosen."""

    code = StringField(_l("Code"), render_kw={"autocomplete": "off"})

    def arguments(self) -> dict[str, Any]:
        """With its code."""
        return super().arguments() | {"code": self.code.data}


class WithPlace(EntryForm):
    """One that is there: whether it is offered, and where."""

    active = BooleanField(_l("It is offered"))
    position = StringField(_l("Place in lists"))

    def arguments(self) -> dict[str, Any]:
        """With what only one that is there has."""
        return super().arguments() | self.values("position") | {"active": self.active.data}


class TakeBack(PageForm):
    """A button: without the change."""


def as_it_is(row: Row) -> Mapping[str, Any]:
    """An entry as the form has it, where that is how it is told."""
    return row


@dataclass(frozen=True)
class ListPages:
    """One of them."""

    one: str
    """What the audit trail calls an entry; the page of it is called so."""
    many: str
    """What the page of all is called."""
    all: Method
    create: Method
    edit: Method
    back: Method
    new: type[EntryForm]
    """The form of an entry more."""
    changed: type[EntryForm]
    """The form of one that is there."""
    table: Callable[[list[dict[str, Any]]], Table]
    titled: str = "name"
    """What an entry is called by."""
    filled: Callable[[Row], Mapping[str, Any]] = as_it_is
    """An entry as the form has it."""
    asked: Callable[[], dict[str, Any]] = dict
    """What is asked for of all."""
    more: Callable[[], dict[str, Any]] = dict
    """What the page of all has besides."""
    shown: Callable[[Any, Row | None], dict[str, Any]] = lambda form, row: {}
    """Sees to a form before it is shown, of an entry or of a new one; what both pages have
    besides."""

    def register(self) -> None:
        """Make the pages, under addresses that are called as they are."""
        path = f"/{self.many.replace('_', '-')}"
        entries = pages.get(path)(named(self.many, self.entries))
        taken = named(f"create_{self.one}", self.creating(entries))
        pages.post(path, self.new, otherwise=entries)(taken)
        entry = pages.get(f"{path}/<code>")(named(self.one, self.entry))
        edited = named(f"edit_{self.one}", self.editing(entries))
        pages.post(f"{path}/<code>", self.changed, otherwise=entry)(edited)
        back = named(f"take_back_{self.one}", self.taking_back(entry))
        pages.post(f"{path}/<code>/back", TakeBack, otherwise=entry)(back)

    def entries(self, form: PageForm | None = None) -> str:
        """All of them, and a new one."""
        found = call(self.all, **self.asked(), include_inactive=True)["items"]
        new = given(form, self.new)
        return page(
            f"settings/{self.many}.html",
            table=self.table(found),
            form=new,
            take=url_for(f"settings.create_{self.one}"),
            sections=sections(),
            whose=whose(),
            **self.more(),
            **self.shown(new, None),
        )

    def entry(self, code: str, form: PageForm | None = None) -> str:
        """One of them, to be changed."""
        found = call(self.all, include_inactive=True)["items"]
        row = next((one for one in found if one["code"] == code), None)
        if row is None:
            abort(404)
        changed, back = given(form, self.changed), given(form, TakeBack)
        if type(form) is not self.changed:
            said = self.filled(row)
            for name in (*self.changed.known(), "version"):
                changed[name].data = said[name]
        back.version.data = back.version.data or row["version"]
        return page(
            f"settings/{self.one}.html",
            title=row[self.titled],
            source=row["source"],
            history_of=history(methods.HISTORY, self.one, code),
            changed=row["source"] is not Source.CODE,
            form=changed,
            back=back,
            all=url_for(f"settings.{self.many}"),
            save=url_for(f"settings.edit_{self.one}", code=code),
            take_back=url_for(f"settings.take_back_{self.one}", code=code),
            sections=sections(),
            whose=whose(),
            **self.shown(changed, row),
        )

    def creating(self, entries: Any) -> Callable[..., Response]:
        """The view that makes an entry."""

        def create(form: Any) -> Response:
            made = form.call(self.create, **form.arguments())
            return done(_("%(name)s is offered from now on.", name=made[self.titled]), entries)

        return create

    def editing(self, entries: Any) -> Callable[..., Response]:
        """The view that changes one."""

        def edit(form: Any, code: str) -> Response:
            made = form.call(self.edit, code=code, **form.arguments())
            return done(_("%(name)s is changed.", name=made[self.titled]), entries)

        return edit

    def taking_back(self, entry: Any) -> Callable[..., Response]:
        """The view that has one as the company has it, or as it was shipped."""

        def take_back(form: Any, code: str) -> Response:
            made = form.call(self.back, code=code)
            name, source = made[self.titled], worded(made["source"])
            said = _("%(name)s is as it was before: %(source)s.", name=name, source=source)
            return done(said, entry, code=code)

        return take_back


def named(name: str, view: Callable[..., Any]) -> Any:
    """A view by the name of its page."""

    def called(*args: Any, **arguments: Any) -> Any:
        return view(*args, **arguments)

    called.__name__, called.__doc__ = name, view.__doc__
    return called
