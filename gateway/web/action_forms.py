"""What can be done to a thing, each act a form of its own on the page of the thing.

    class Pause(Act):
        method, title, said = methods.PAUSE, _l("Stop the clock"), _l("The clock is stopped.")
        reason = TextAreaField(_l("What the case waits for"))

    register(pages, (Pause, Resume), "/cases/<complaint_id>", case)

Which of them somebody sees, the thing says itself: `actions` names the methods that its state
and the caller's roles allow.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, ClassVar

from flask import request

from contracts.complaints.quick_replies import Use
from contracts.method import Method
from gateway.web import beginnings
from gateway.web.forms import PageForm, given
from gateway.web.pages import Pages, View, done

DANGER = "outline-danger"
"""The button of what ends something, or refuses it."""
INSERT = "insert"
"""The button that puts a quick reply into the field that it names (`gateway.web.quick_replies`)."""


class ActionForm(PageForm):
    """The form of one method, and what is said when it is done."""

    method: ClassVar[Method]
    title: ClassVar[Any]
    said: ClassVar[Any] = ""
    style: ClassVar[str] = "primary"
    """Of its button."""
    quick: ClassVar[Mapping[str, Use]] = {}
    """Texts in which quick replies are offered, and which (C07)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inserting = ""
        for field in self:
            field.id = f"{self.method.name}-{field.name}"  # several forms stand on one page

    @classmethod
    def called(cls) -> tuple[Method, ...]:
        """Its method; a base of several acts has none yet."""
        return (cls.method,) if hasattr(cls, "method") else ()

    def arguments(self) -> dict[str, Any]:
        """The arguments of the method, besides the thing itself."""
        return self.values()

    def after(self, **named: str) -> None:
        """What else is done, once the method has been called."""


def register(pages: Pages, kinds: Iterable[type[ActionForm]], path: str, view: View) -> None:
    """Take each form under an address of its own; the page of the thing shows it again."""
    for kind in kinds:
        taken = taker(kind, view)
        address = f"{path}/{kind.method.name.replace('_', '-')}"
        pages.post(address, kind, otherwise=view)(taken)


def taker(kind: type[ActionForm], view: View) -> View:
    """The view that takes a form; its name is that of the page and of the method."""

    def taken(form: ActionForm, **named: str) -> Any:
        form.inserting = inserted(kind)
        if form.inserting:
            return view(form=form, **named)
        form.call(kind.method, **named, **form.arguments())
        form.after(**named)
        return done(str(kind.said), view, **named)

    taken.__name__ = f"{view.__name__}_{kind.method.name}"
    return taken


def inserted(kind: type[ActionForm]) -> str:
    """The field into which a quick reply is to be put; none: the form is to be worked."""
    name = request.form.get(INSERT, "")
    return name if name in kind.quick else ""


def offered(
    kinds: Iterable[type[ActionForm]], allowed: Collection[str], form: PageForm | None
) -> list[Any]:
    """The forms of what may be done now; a refused one as it is. None by which something new would
    begin in a closed community (P01)."""
    shut = beginnings.is_shut()
    return [
        given(form, kind)
        for kind in kinds
        if kind.method.name in allowed and not (shut and kind.method.begins)
    ]
