"""Whose it is that somebody changes: the company's, or a community's own (P01)."""

from gateway.context import gateway_context
from gateway.translations import _
from gateway.web.visitor import visitor

SEVERAL = 2


def whose() -> str:
    """Whose it is that the visitor changes, said where there are several communities (P01)."""
    known = gateway_context().communities.all()
    seen = visitor().scope.communities
    if len(known) < SEVERAL:
        return ""
    if seen is None:
        return _("What you change here is the company's; choose a community for its own.")
    if len(seen) > 1:
        return _("Choose a community in the head of the page to change what it has of its own.")
    name = next((one.name or one.code for one in known if one.id in seen), "")
    said: str = _(
        "What you change here is %(name)s's own; the rest is as the company has it.", name=name
    )
    return said


def acts_in_one() -> bool:
    """Whether the visitor changes what one community has of its own."""
    seen = visitor().scope.communities
    return seen is not None and len(seen) == 1 and len(gateway_context().communities.all()) > 1
