"""Quick replies (常用语, C07): made and changed by managers, offered to whoever writes."""

from dataclasses import asdict
from typing import Any, Final

from contracts.complaints.quick_replies import Fact
from contracts.complaints.request_types import (
    CreateQuickReplyRequest,
    EditQuickReplyRequest,
    QuickReplyQueryRequest,
    TakeBackQuickReplyRequest,
)
from foundation import replica
from foundation.errors import NothingBelow
from foundation.owned_list import OwnedList
from foundation.payload import rest
from foundation.placeholders import filled, require_known
from foundation.service_language import require_fit
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.quick_replies.rules import SHIPPED, QuickReplyFacts
from services.complaints.quick_replies.tables import QuickReplyRow

QUICK_REPLIES: Final = OwnedList("quick_reply", QuickReplyRow, QuickReplyFacts, SHIPPED)
TEXTS: Final = ("title_zh", "text_zh", "title_en", "text_en")
WITH_FACTS: Final = ("text_zh", "text_en")
SAMPLE: Final = {str(fact): fact.word.zh for fact in Fact}
"""What is tried for what must not be said; the facts are people's own words."""


def listed(uow: UnitOfWork, data: QuickReplyQueryRequest) -> dict[str, Any]:
    """Those that are wanted, in their order."""
    wanted = (data["q"] or "").casefold()
    found = [
        one
        for one in QUICK_REPLIES.here(uow).values()
        if (one.active or data["include_inactive"])
        and (data["use"] is None or data["use"] in one.uses)
        and any(wanted in (getattr(one, name) or "").casefold() for name in TEXTS)
    ]
    return {"items": [view(uow, one) for one in found]}


def create(uow: UnitOfWork, data: CreateQuickReplyRequest) -> dict[str, Any]:
    """Have one more, of the company or of a community's own, at the end of the list; raise
    `InvalidInput` for braces that hold no fact, `ForbiddenPhrase` for what must not be said to
    residents (C08)."""
    require_sound(uow, data)
    facts = QuickReplyFacts(uow.new_id(), **rest(data, "uses"), uses=tuple(data["uses"]))
    made = QUICK_REPLIES.add(uow, facts)
    assert made is not None, "an id is there once"
    return view(uow, made)


def edit(uow: UnitOfWork, data: EditQuickReplyRequest) -> dict[str, Any]:
    """Change what is named, for the company or for a community by itself; raise as `create`."""
    require_sound(uow, data)
    return view(uow, QUICK_REPLIES.change(uow, data["code"], rest(data, "code")))


def take_back(uow: UnitOfWork, data: TakeBackQuickReplyRequest) -> dict[str, Any]:
    """Have one as it is without the change; raise `NothingBelow` for what would be there no
    more."""
    before = QUICK_REPLIES.take_back(uow, data["code"])
    if before is None:
        raise NothingBelow(field="code")
    return view(uow, before)


def require_sound(uow: UnitOfWork, data: Any) -> None:
    """Raise `InvalidInput` or `ForbiddenPhrase` for what could not be filled in, or not be sent."""
    line = replica.telephones(uow)
    for name in TEXTS:
        text = data.get(name) or ""
        if name in WITH_FACTS:
            require_known(text, set(SAMPLE), name)
            text = filled(text, SAMPLE)
        require_fit(text, field=name, service_line=line)


def view(uow: UnitOfWork, facts: QuickReplyFacts) -> dict[str, Any]:
    """A quick reply, in the caller's language where it is written in it."""
    english = uow.actor.language == "en"
    return asdict(facts) | {
        "title": (facts.title_en if english else None) or facts.title_zh,
        "text": (facts.text_en if english else None) or facts.text_zh,
    }
