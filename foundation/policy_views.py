"""What is shown of policy values (P05): what holds, where it comes from, and its history."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import bindparam, case, func, or_, select

from foundation import policy, scope
from foundation.administered import Administered, Count, communities
from foundation.errors import Forbidden, PolicyOfCompany
from foundation.policy import Changed
from foundation.scope import Width
from foundation.storage.filtered import Filtered
from foundation.storage.placed import in_scope
from foundation.storage.tables import policy_changes as history
from foundation.storage.unit_of_work import UnitOfWork

OF_ONE: Final = {
    "of a place": or_(
        history.c.community_id.is_(None), history.c.community_id == bindparam("place")
    ),
    "in scope": in_scope(history.c.community_id, nullable=True),
}
"""The company's changes with those of one community, or of all in sight."""
HISTORY: Final = Filtered(
    select(history)
    .where(history.c.name == bindparam("name"))
    .order_by(history.c.id.desc())
    .limit(200),
    OF_ONE,
)
VERSION: Final = Filtered(
    select(
        func.coalesce(func.sum(case((history.c.state == policy.PLANNED, 1), else_=2)), 0).label(
            "version"
        )
    ).where(history.c.name == bindparam("name")),
    OF_ONE,
)
"""How often a value was changed, came into force or was taken back."""


def version(uow: UnitOfWork, name: str, place: str | None) -> int:
    """The version of a value as it is shown for a place: what an edit must have read."""
    return int(uow.rows(VERSION.by(filters(place)), name=name, place=place)[0].version)


def filters(place: str | None) -> list[str]:
    """Which changes are shown: with the company's those of a community or, without one, of all in
    sight."""
    if place is not None:
        return ["of a place"]
    return [] if scope.width() is Width.ALL else ["in scope"]


def item(
    uow: UnitOfWork, of: Administered, name: str, changed: Changed, place: str | None
) -> dict[str, Any]:
    """A value as it stands in the list."""
    value, default = of.values[name], policy.thawed(getattr(of.cls(), name))
    own = changed.communities.get(place or "", {}).get(name)
    company = changed.company.get(name)
    here = place or scope.current().community  # without a place, the only one there is
    in_force = changed.within(here).get(name, default)
    language = uow.caller.language
    planned = [
        one for one in changed.planned if one.name == name and one.community in (None, place)
    ]
    return {
        "service": uow.service,
        "name": name,
        "community_id": place,
        "subject": value.subject,
        "label": worded(value.word, language),
        "meaning": worded(value.meaning, language),
        "unit": worded(value.unit, language) if value.unit else None,
        "default": default,
        "company": policy.thawed(company),
        "community": policy.thawed(own),
        "in_force": policy.thawed(in_force),
        "source": policy.sources(of.cls, changed, here)[name],
        "planned": len(planned),
        "of_company": value.of_company,
        "right": value.right,
        "may_change": may_change(uow, of, name, place),
    }


def require_may(uow: UnitOfWork, of: Administered, name: str, place: str | None) -> None:
    """Raise `Forbidden` unless the caller may change a value of the company (None) or of a
    community, `PolicyOfCompany` for a community's own of one that is the company's."""
    value = of.value(name)
    somewhere = place is None and scope.current().communities is not None
    if not uow.actor.has(*value.roles) or (somewhere and len(communities(uow, of)) > 1):
        raise Forbidden
    if place is not None and value.of_company:
        raise PolicyOfCompany(field="community")


def may_change(uow: UnitOfWork, of: Administered, name: str, place: str | None) -> bool:
    """Whether the caller may change a value there."""
    try:
        require_may(uow, of, name, place)
    except (Forbidden, PolicyOfCompany):
        return False
    return True


def view(
    uow: UnitOfWork,
    of: Administered,
    name: str,
    place: str | None,
    after: Changed | None = None,
) -> dict[str, Any]:
    """One value with its history; `after`: as it would be with a change."""
    changed = after or uow.what_changed()
    places = {one.id: one.name or one.code for one in communities(uow, of).values()}
    rows = uow.rows(HISTORY.by(filters(place)), name=name, place=place)
    sees = scope.current().sees
    return {
        **item(uow, of, name, changed, place),
        "communities": [
            {"id": one, "name": places.get(one, ""), "value": policy.thawed(values[name])}
            for one, values in sorted(changed.communities.items())
            if name in values and sees(one)
        ],
        "effects": effects(uow, of, name, changed, place),
        "history": [entry(row, places) for row in rows],
        "version": version(uow, name, place),
    }


def effects(
    uow: UnitOfWork, of: Administered, name: str, changed: Changed, place: str | None
) -> list[dict[str, Any]]:
    """What a change does to what is there, with how many it concerns."""
    in_force = policy.policy_of(of.cls, changed.within(place))
    found = []
    for effect in of.values[name].effects:
        count = of.counts.get(effect)
        concerned = counted(uow, count, name, in_force, changed, place) if count else None
        text = worded(effect.word, uow.caller.language)
        found.append({"code": effect, "count": concerned, "text": text.format(count=concerned)})
    return found


def counted(
    uow: UnitOfWork,
    count: Count,
    name: str,
    in_force: Any,
    changed: Changed,
    place: str | None,
) -> int:
    """How many a change concerns: of a community's own value what is there, of the company's what
    is in sight, but for the communities that have a value of their own."""
    if place is not None:
        with uow.within(place):
            return count(uow, name, in_force)
    found = count(uow, name, in_force)
    for one in (one for one, own in changed.communities.items() if name in own):
        if scope.current().sees(one):
            with uow.within(one):
                found -= count(uow, name, in_force)
    return found


def entry(row: Any, places: Mapping[str, str]) -> dict[str, Any]:
    """An entry of the history."""
    return {
        "id": str(row.id),
        "community_id": row.community_id,
        "community": places.get(row.community_id, "") if row.community_id else "",
        "value": row.value,
        "before": row.before,
        "from": row.holds_from,
        "state": row.state,
        "reason": row.reason,
        "at": row.changed_at,
        "by": row.changed_by_name,
        "by_id": row.changed_by,
        "withdrawn_at": row.withdrawn_at,
        "withdrawn_by": row.withdrawn_by_name,
    }


def worded(word: Any, language: str) -> str:
    """A word in a language."""
    return str(word.zh if language == "zh" else word.en)
