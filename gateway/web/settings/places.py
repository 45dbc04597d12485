"""Communities to tick where something is given for some of them (P01)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.translations import _

FIRST = "-"
"""Stands for the community that has no code yet."""


def open_ones(communities: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those that take something new."""
    return [one for one in communities if not one["closed_at"]]


def place_choices(communities: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The communities as boxes."""
    return [(one["code"] or FIRST, one["name"] or _("not named yet")) for one in communities]


def ticked(chosen: Sequence[str] | None) -> list[str]:
    """Their codes, as the methods take them."""
    return ["" if one == FIRST else one for one in chosen or ()]


def where_of(codes: Sequence[str] | None, communities: Sequence[Mapping[str, Any]]) -> str:
    """Where something holds, in words; None: in the whole company."""
    if codes is None:
        return _("Whole company")
    names = {one["code"]: one["name"] for one in communities}
    return _(", ").join(names.get(one, one) for one in codes)
