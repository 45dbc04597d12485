"""The base of all forms: no forged ones, repeated ones count once, errors find their field."""

from collections.abc import Iterable, Mapping
from secrets import token_urlsafe
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from marshmallow import fields
from wtforms import Field, HiddenField, PasswordField, SelectMultipleField
from wtforms.fields.core import UnboundField
from wtforms.widgets import CheckboxInput, ListWidget

from contracts.method import Method
from contracts.text import cleaned
from foundation.errors import CommunityNotChosen
from gateway.problems import ProblemDetails
from gateway.translations import _
from gateway.web import schema_fields
from gateway.web.calls import call_as, submitted
from gateway.web.visitor import visitor, works_in_several

OF_THE_FORM = frozenset({"csrf_token", "once", "version"})


class PageForm(FlaskForm):  # type: ignore[misc]
    """A form of a page. Fields are named after the arguments of the methods that they are for.

    What is right is said once, by the methods' schemas: lengths, codes and what must be there are
    taken from them (`schema_fields`), and fields have no validators here. Only what is no argument
    says itself that it is `Optional`.
    """

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """No sentences of the form library's own are ever shown."""

        def get_translations(self, form: Any) -> None:
            """None: see above."""

        def bind_field(
            self, form: "PageForm", unbound_field: UnboundField, options: dict[str, Any]
        ) -> Field:
            """The field with what its argument's schema says of it."""
            name = options["name"]
            source, needed = sources_of(type(form)).get(name), name in form.needed
            return schema_fields.bind(unbound_field, source, needed=needed, form=form, **options)

    calls: ClassVar[tuple[Method, ...]] = ()
    """The methods that it is sent to; what several take is as the first has it."""
    sources: ClassVar[Mapping[str, fields.Field[Any]]] = {}
    """Arguments of fields that are named otherwise than they (`schema_fields.arguments`)."""
    needed: ClassVar[frozenset[str]] = frozenset()
    """Fields that the page asks for although the methods can do without."""
    in_one: bool = False
    """Whether it makes something in one community, and names nothing that is in one: whoever works
    in several chooses before they fill it in (P01)."""
    blames: ClassVar[Mapping[str, str]] = {}
    """Fields to blame for refusals that name none, by their code."""

    once = HiddenField(default=lambda: token_urlsafe(16))
    """The same for every attempt to send this form: it is processed once (B10)."""
    version = HiddenField()
    """What an edit is based on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alerts: list[str] = []
        self._nowhere = False

    @property
    def unplaced(self) -> bool:
        """Whether one of several communities is to be chosen first (P01); those are offered by
        `choose_community` of fields.html."""
        return self._nowhere or (
            self.in_one and any(works_in_several(one.roles) for one in self.called())
        )

    @classmethod
    def called(cls) -> tuple[Method, ...]:
        """The methods that it is sent to."""
        return cls.calls

    def values(self, *names: str) -> dict[str, Any]:
        """What was filled in, of these fields or of all; empty fields are left out."""
        chosen = names or tuple(name for name in self._fields if name not in OF_THE_FORM)
        filled = {name: filled_in(self._fields[name]) for name in chosen}
        return {name: value for name, value in filled.items() if value not in (None, "", [])}

    @classmethod
    def known(cls) -> tuple[str, ...]:
        """The fields that people fill in, by name."""
        return tuple(name for name in cls(formdata=None)._fields if name not in OF_THE_FORM)

    def typed(self) -> dict[str, Any]:
        """All that was filled in, empty where a text is to be empty from now on."""
        return {name: filled_in(self._fields[name]) or "" for name in self.known()}

    def call(self, method: Method, /, **arguments: Any) -> Any:
        """Ask a service with this form's key and version; raises what it refuses with."""
        actor = submitted(
            visitor(),
            self.once.data if method.creates else None,
            self.version.data if method.edits else None,
        )
        return call_as(actor, method, arguments)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the form is one of ours; what it says is judged by the service."""
        if super().validate(extra_validators):
            return True
        if self.csrf_token.errors:
            self.alerts.append(_("This page was open for too long. Please send it again."))
        return False

    def refuse(self, problem: ProblemDetails) -> None:
        """Put a refusal to the fields that it names, or above the form."""
        self._nowhere = problem.code == CommunityNotChosen.code
        for path, messages in problem.errors.items():
            place = self._fields.get(path.split(".")[0])
            if place is None or isinstance(place, HiddenField):
                self.alerts += messages
            else:
                put(place, messages)
        if not problem.errors and problem.code in self.blames:
            put(self._fields[self.blames[problem.code]], [problem.detail])
        elif not problem.errors:
            self.alerts.append(problem.detail)

    def filled_with(self, values: Mapping[str, Any]) -> "PageForm":
        """The form with values to begin with; what was typed stays."""
        if not self.is_submitted():
            for name, value in values.items():
                self._fields[name].data = value
        return self


class Ticks(SelectMultipleField):  # type: ignore[misc]
    """Several of some, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def sources_of(kind: type[PageForm]) -> Mapping[str, fields.Field[Any]]:
    """The arguments that a form's fields are for, by the names of the fields."""
    taken: dict[str, fields.Field[Any]] = {}
    for method in reversed(kind.called()):
        taken |= schema_fields.arguments(method)
    return {**taken, **kind.sources}


def filled_in(field: Field) -> Any:
    """A text without what nobody sees, trimmed; passwords and anything else as they are."""
    value = field.data
    if isinstance(field, PasswordField) and isinstance(value, str):
        return value.strip()
    return cleaned(value) if isinstance(value, str) else value


def put(field: Field, messages: Iterable[str]) -> None:
    """Add what is wrong with a field."""
    field.errors = [*field.errors, *messages]


def given(form: PageForm | None, kind: type[PageForm]) -> Any:
    """The form that was refused if it is of this kind, else an empty one: for pages with several.

    An empty one is made without what was posted to another form of the page.
    """
    return form if type(form) is kind else kind(formdata=None)


def building_choices(found: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The names of buildings to choose from; two communities may have one of the same."""
    return [(name, name) for name in dict.fromkeys(each["building"] for each in found)]
