"""How messages are worded: as shipped, as the company or as a community words them (P05, P01)."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, Final

from sqlalchemy import select

from contracts.notices.methods import CHANGE_TEMPLATE
from contracts.notices.request_types import (
    ChangeTemplateRequest,
    GetTemplateRequest,
    NothingRequest,
    TakeBackTemplateRequest,
)
from contracts.notices.templates import WORDED, Purpose
from foundation import owned, replica
from foundation.errors import InvalidInput, NotFound
from foundation.payload import rest
from foundation.placeholders import require_known
from foundation.policy import Source
from foundation.service_language import require_fit
from foundation.storage.placed import owner_id
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.templates.operations import signed
from services.notices.templates.placeholders import (
    PARTS,
    SAMPLE,
    allowed,
    fits,
    needed,
    parts,
)
from services.notices.templates.rules import FOR_RESIDENTS, TEMPLATES, Wording
from services.notices.templates.tables import MessageWording

KEPT: Final = select(MessageWording.__table__)


def rows(uow: UnitOfWork) -> Sequence[Any]:
    """What managers have worded otherwise, wherever it is in sight."""
    return uow.recently("message wordings", lambda: uow.session.execute(KEPT).all())


def held(uow: UnitOfWork, purpose: str, place: str | None) -> Any | None:
    """The row by which a message is worded in a community, or the company (None); None: as
    shipped. What names facts that the message has no more is passed over."""
    fitting = (
        one for one in rows(uow) if one.purpose == purpose and fits(purpose, wording_of_row(one))
    )
    return owned.holding(fitting, place, lambda row: str(row.purpose)).get(purpose)


def wording_of_row(row: Any) -> Wording:
    """A wording as it is kept."""
    return Wording(*(getattr(row, name) for name in PARTS))


def wording_of(uow: UnitOfWork, purpose: Purpose) -> Wording:
    """How a message is worded in the community that the unit is in."""
    row = held(uow, purpose, uow.community)
    return TEMPLATES[purpose] if row is None else wording_of_row(row)


def list_templates(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """Every template with its wording here."""
    return {"items": [view(uow, purpose, uow.community) for purpose in WORDED]}


def purpose_named(name: str) -> Purpose:
    """What has a template; raise `NotFound` for what has none."""
    if name not in WORDED:
        raise NotFound(field="purpose")
    return Purpose(name)


def get(uow: UnitOfWork, data: GetTemplateRequest) -> dict[str, Any]:
    """One template."""
    return view(uow, purpose_named(data["purpose"]), uow.community)


def change(uow: UnitOfWork, data: ChangeTemplateRequest) -> dict[str, Any]:
    """Word a message otherwise, for the company or for a community by itself.

    Raise `InvalidInput` for a placeholder that the message has no fact for, or that is missing, and
    `ForbiddenPhrase` for what must not be said to residents (C08).
    """
    purpose, place = purpose_named(data["purpose"]), owned.owner(uow)
    row = take_turns(uow, purpose, place)
    known = held(uow, purpose, place)
    version = known.version if known else 1
    uow.check_version(SimpleNamespace(version=version))
    before = TEMPLATES[purpose] if known is None else wording_of_row(known)
    after = replace(before, **rest(data, "purpose", "dry_run"))
    require_sound(uow, purpose, after)
    source = Source.COMPANY if place is None else Source.COMMUNITY
    if not data["dry_run"]:
        if row is None:
            row = MessageWording(
                purpose=purpose, community_id=place, owner_id=owner_id(place), version=version
            )
            row.instead_of = parts(before)  # type: ignore[attr-defined]
            uow.session.add(row)
        for name, text in parts(after).items():
            setattr(row, name, text)
        version += 1
        row.version = version
        changed(uow, purpose)
    return shown(uow, purpose, after, source, version)


def take_back(uow: UnitOfWork, data: TakeBackTemplateRequest) -> dict[str, Any]:
    """Word a message as it was before; again does nothing."""
    purpose, place = purpose_named(data["purpose"]), owned.owner(uow)
    row = take_turns(uow, purpose, place)
    if row is not None:
        uow.check_version(row)
        uow.session.delete(row)
        changed(uow, purpose)
    return view(uow, purpose, place)


def take_turns(uow: UnitOfWork, purpose: str, place: str | None) -> MessageWording | None:
    """Two edits at once wait for each other at the row, where there is one already."""
    key = purpose, owner_id(place)
    row = uow.session.get(MessageWording, key, with_for_update=True)
    uow.change_recent()
    return row


def changed(uow: UnitOfWork, purpose: str) -> None:
    """Say what was changed, and judge by it from here on."""
    uow.subject("template", purpose)
    uow.session.flush()
    uow.change_recent()


def require_sound(uow: UnitOfWork, purpose: Purpose, wording: Wording) -> None:
    """Raise `InvalidInput` for braces that hold no fact of the message, or where one is missing;
    `ForbiddenPhrase` for what no text to residents may say."""
    known = allowed(purpose)
    for part, text in parts(wording).items():
        used = require_known(text, known, part)
        for name in sorted(needed(purpose, part) - used):
            raise InvalidInput(f"This placeholder is needed: {name}.", field=part)
    if purpose in FOR_RESIDENTS:
        line = replica.telephones(uow)
        for part, text in parts(wording.about(SAMPLE)).items():
            require_fit(text, field=part, service_line=line)


def view(uow: UnitOfWork, purpose: Purpose, place: str | None) -> dict[str, Any]:
    """A template as it holds."""
    row = held(uow, purpose, place)
    wording = TEMPLATES[purpose] if row is None else wording_of_row(row)
    return shown(uow, purpose, wording, owned.source(row), row.version if row else 1)


def shown(
    uow: UnitOfWork, purpose: Purpose, wording: Wording, source: Source, version: int
) -> dict[str, Any]:
    """A template with a wording."""
    sample = wording.about(SAMPLE)
    if purpose in FOR_RESIDENTS:
        sample = signed(uow, sample)
    return {
        "purpose": purpose,
        "wording": parts(wording),
        "sample": parts(sample),
        "placeholders": sorted(allowed(purpose)),
        "for_residents": purpose in FOR_RESIDENTS,
        "source": source,
        "version": version,
        "may_change": uow.actor.has(*CHANGE_TEMPLATE.roles),
    }
