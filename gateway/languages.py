"""The caller's language: as chosen on a page, else Chinese unless English is preferred."""

from typing import Literal

from flask import g, request

Language = Literal["zh", "en"]

TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
"""What `Content-Language` says."""
COOKIE = "language"
"""Keeps the choice that somebody made on a page."""


def preferred(header: str | None) -> Language:
    """The language that an `Accept-Language` header asks for, by its weights."""
    wishes: list[tuple[float, int, Language]] = []
    for position, wish in enumerate((header or "")[:500].split(",")):
        tag, _, weight = wish.partition(";")
        language = named(tag)
        if language and (rank := weight_of(weight)) > 0:
            wishes.append((-rank, position, language))
    return min(wishes)[2] if wishes else "zh"


def named(tag: str) -> Language | None:
    """The language of a tag such as `zh-Hans-CN`; `*` leaves the choice to us."""
    primary = tag.strip().lower().partition("-")[0]
    if primary in ("zh", "*"):
        return "zh"
    return "en" if primary == "en" else None


def weight_of(parameter: str) -> float:
    """The weight in `q=0.8`; 1 where none is given, 0 where it is unreadable."""
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0


def language() -> Language:
    """The language of the request being answered."""
    if "language" not in g:
        chosen = named(request.cookies.get(COOKIE, ""))
        g.language = chosen or preferred(request.headers.get("Accept-Language"))
    answered: Language = g.language
    return answered
