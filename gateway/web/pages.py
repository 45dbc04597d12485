"""A group of pages for one persona: who may see them, their addresses, their menu.

    pages = Pages("resident", __name__, "/my", RESIDENTS)

    @pages.get("/repairs/<repair_id>")
    def repair(repair_id: str, form: PageForm | None = None) -> str:
        return page("resident/repair.html", repair=ask(repairs.GET, repair_id=repair_id), form=form)

    @pages.post("/repairs/<repair_id>/rate", Rate, otherwise=repair)
    def rate(form: Rate, repair_id: str) -> Response:
        form.ask(repairs.FOLLOW_UP, repair_id=repair_id, **form.values())
        return done(_("Thank you."), repair, repair_id=repair_id)

A view is asked only by whom the group is for; what the services refuse becomes a page, or goes
to the form, which is shown again by `otherwise` with what was typed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, Response, flash, g, render_template, request, url_for

from contracts.method import Method
from contracts.roles import Role
from foundation.errors import NotAuthenticated, ServiceError
from gateway.web import beginnings, error_pages
from gateway.web.beginnings import begun_by, note
from gateway.web.forms import PageForm
from gateway.web.redirects import redirect_to
from gateway.web.visitor import visitor

View = Callable[..., Any]
Registered = TypeVar("Registered", bound=View)
INVALID = 422


@dataclass(frozen=True)
class MenuItem:
    """A line of the menu."""

    endpoint: str
    label: Any
    """Lazily translated."""
    icon: str
    roles: frozenset[Role] | None = None
    """Who sees it; None: everybody who may see the group."""
    also: tuple[str, ...] = ()
    """Further endpoints whose pages belong to it, though their addresses do not begin with its."""


@dataclass(frozen=True)
class Section:
    """A page of a group that has several beside each other: who may see it says its method."""

    method: Method
    endpoint: str
    label: Any
    """Lazily translated."""


@dataclass
class Pages:
    """A group of pages."""

    name: str
    package: str
    prefix: str
    roles: frozenset[Role] | None
    """Who may see them; None: whoever comes, logged in or not."""
    menu: Sequence[MenuItem] = ()
    blueprint: Blueprint = field(init=False)
    _shown: set[str] = field(init=False, default_factory=set)
    """Paths that can be asked for."""

    def __post_init__(self) -> None:
        """Make the blueprint; its templates lie in `templates/` beside the group's module."""
        self.blueprint = Blueprint(
            self.name, self.package, url_prefix=self.prefix or None, template_folder="templates"
        )

    def get(self, path: str, begins: Method | None = None) -> Callable[[Registered], Registered]:
        """Register a view that only reads; `begins`: what its page is there for, where that is to
        begin something new by a method (P01)."""

        def register(view: Registered) -> Registered:
            @wraps(view)
            def shown(**arguments: Any) -> Any:
                self.admit()
                return view(**arguments)

            note(shown, begins)

            assert path not in self._shown, f"{path}: register what shows it before what takes it"
            self._shown.add(path)
            self.blueprint.add_url_rule(path, view.__name__, shown)
            view.endpoint = f"{self.name}.{view.__name__}"  # type: ignore[attr-defined]
            return view

        return register

    def post(
        self,
        path: str,
        form: Callable[[], PageForm],
        otherwise: View,
        begins: Method | None = None,
    ) -> Callable[[Registered], Registered]:
        """Register a view that takes a form; `otherwise` shows a refused one again. `begins`: the
        method by which it begins something new, where the form is for others as well (P01).

        A refused form is shown at the address that it was sent to: whoever asks for that again,
        by a reload or from a bookmark, is led to the page that has the form.
        """

        def register(view: Registered) -> Registered:
            @wraps(view)
            def taken(**arguments: Any) -> Any:
                g.back = page_of(otherwise, arguments)
                self.admit()
                sent = form()
                if not sent.validate():
                    return otherwise(form=sent, **arguments), INVALID
                try:
                    return view(sent, **arguments)
                except NotAuthenticated:
                    raise
                except ServiceError as refusal:
                    problem = error_pages.details_of(refusal)
                    sent.refuse(problem)
                    return otherwise(form=sent, **arguments), problem.status

            def again(**arguments: Any) -> Response:
                self.admit()
                return redirect_to(page_of(otherwise, arguments))

            note(taken, begins or begun_by(form), form)
            self.blueprint.add_url_rule(path, view.__name__, taken, methods=["POST"])
            if path not in self._shown:
                self._shown.add(path)
                self.blueprint.add_url_rule(path, f"{view.__name__}_again", again)
            return view

        return register

    def admit(self) -> None:
        """Raise `NotAuthenticated` or `Forbidden` unless the visitor may see the group."""
        if self.roles is not None:
            visitor().require(*self.roles)


def page_of(view: View, arguments: Mapping[str, Any]) -> str:
    """The address of the page of a form, with what the address that it was sent to asks for."""
    return url_for(endpoint_of(view), **{**request.args.to_dict(), **arguments})


def endpoint_of(view: View) -> str:
    """The endpoint under which a `get` view was registered."""
    return str(view.endpoint)  # type: ignore[attr-defined]


def page(template: str, **context: Any) -> str:
    """The page of a template."""
    return beginnings.without(render_template(template, **context))


def done(said: str, view: View | str, /, **arguments: Any) -> Response:
    """Go on to a page that says what was done."""
    if said:
        flash(said, "good")
    where = view if isinstance(view, str) else endpoint_of(view)
    return redirect_to(url_for(where, **arguments))
