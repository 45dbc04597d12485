"""Texts with facts to be filled in: `{name}` stands for one."""

from collections.abc import Mapping
from string import Formatter

from foundation.errors import InvalidInput


def names(text: str) -> set[str]:
    """The placeholders of a text; raise ValueError where braces do not stand in pairs, or hold more
    than a name."""
    found = set()
    for _before, name, format_, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or format_ or conversion:
            raise ValueError(name)
        found.add(name)
    return found


def require_known(text: str, known: set[str], field: str) -> set[str]:
    """The placeholders of a text; raise `InvalidInput` for braces that hold none of those that are
    known."""
    try:
        used = names(text)
    except ValueError as error:
        raise InvalidInput("Braces hold a placeholder and nothing else.", field=field) from error
    for name in sorted(used - known):
        raise InvalidInput(f"There is no such placeholder: {name}.", field=field)
    return used


def filled(text: str, facts: Mapping[str, str]) -> str:
    """A text with its facts, of which none may be missing."""
    return text.format_map(facts)
