"""What is wrong with a field, in the caller's language.

The schemas speak English; `gateway.validation_messages` has each of their sentences in Chinese.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from gateway.languages import Language
from gateway.validation_messages import CHINESE


@cache
def patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences with variable parts, as patterns; those that say more come first.

    `not below {min}` fits what is `not below 1 and not above 9`, too.
    """
    varying = sorted((said for said in CHINESE if re.search(r"{\w+}", said)), key=len, reverse=True)
    return tuple(
        (
            re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(english)), re.DOTALL),
            CHINESE[english],
        )
        for english in varying
    )


def in_language(message: str, language: Language, otherwise: str | None = None) -> str:
    """A message in the caller's language; what no table knows is `otherwise` or as it is."""
    if language == "en":
        return message
    if message in CHINESE:
        return CHINESE[message]
    for pattern, chinese in patterns():
        if found := pattern.fullmatch(message):
            return chinese.format_map(found.groupdict())
    return otherwise or message


def readable(
    errors: Mapping[str, Any], language: Language, known: Mapping[str, str]
) -> dict[str, list[str]]:
    """Errors by the path of their field (`lines.0.amount`), each in the caller's language.

    `known` words messages that the table of sentences does not have.
    """
    collected: dict[str, list[str]] = {}
    for path, message in flattened(errors):
        collected.setdefault(path, []).append(in_language(message, language, known.get(message)))
    return collected


def flattened(errors: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every message in nested errors with the path it stands at; `_schema` is the whole."""
    if isinstance(errors, Mapping):
        for key, inner in errors.items():
            step = "" if key == "_schema" and path else str(key)
            yield from flattened(inner, ".".join(part for part in (path, step) if part))
    elif isinstance(errors, list | tuple):
        for inner in errors:
            yield from flattened(inner, path)
    else:
        yield path, str(errors)
