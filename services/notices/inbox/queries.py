"""The inbox of a person: messages to them and to their households."""

from functools import cache
from typing import Any, Final

from sqlalchemy import Boolean, ColumnElement, Select, and_, bindparam, func, or_, select

from contracts.notices.channels import Channel
from contracts.notices.messages import MessageStatus
from contracts.notices.request_types import MyMessagesRequest
from foundation.membership import OWNERS
from foundation.storage.filtered import OfMost
from foundation.storage.listing import Listing
from foundation.storage.resident_visibility import EVER
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.contacts.queries.portal import OWNERS_ONLY
from services.notices.messages.tables import Message

MESSAGES: Final = Message.__table__.c
IN_PORTAL: Final = OfMost(
    and_(MESSAGES.channel == Channel.PORTAL, MESSAGES.status == MessageStatus.SENT)
)
UNREAD: Final = and_(MESSAGES.read_at.is_(None), MESSAGES.settled_at.is_(None))
"""What still asks to be read: what is no longer true does not."""


def messages(uow: UnitOfWork, data: MyMessagesRequest) -> dict[str, Any]:
    """The caller's messages in the portal, newest first, and how many are unread in all."""
    mine, places = who(uow), len(uow.actor.standing)
    found = inbox(places).page(uow, data, **mine)
    ((unread,),) = uow.rows(counted(places), **mine)
    items = [view(message, uow.actor.language) for message in found["items"]]
    return {"items": items, "next_cursor": found["next_cursor"], "unread": unread}


@cache
def of(places: int) -> ColumnElement[bool]:
    """Messages in the portal to a person, or to one of so many households of theirs since they
    belong to it; compared with what `who` says.

    A tenant does not read what the owner owes (D06).
    """
    parts = [MESSAGES.person_id == bindparam("me"), *(to_home(place) for place in range(places))]
    return and_(IN_PORTAL, or_(*parts))


def to_home(place: int) -> ColumnElement[bool]:
    """Messages to the household in a place, as far as the person belongs to it."""
    owner: Any = bindparam(f"home_{place}_owner", type_=Boolean)
    anybodys = and_(
        MESSAGES.side.is_(None), or_(owner, MESSAGES.purpose.not_in(sorted(OWNERS_ONLY)))
    )
    return and_(
        MESSAGES.household_id == bindparam(f"home_{place}_id"),
        func.coalesce(MESSAGES.about_since, MESSAGES.created_at)
        >= bindparam(f"home_{place}_since"),
        or_(
            anybodys,
            MESSAGES.side == bindparam(f"home_{place}_side"),
            MESSAGES.member_id == bindparam(f"home_{place}_member"),
        ),
    )


def who(uow: UnitOfWork) -> dict[str, Any]:
    """Who asks, and what they are to which households."""
    said: dict[str, Any] = {"me": uow.actor.id}
    for place, one in enumerate(uow.actor.standing):
        facts = {
            "id": one.household_id,
            "since": one.sees_from or EVER,
            "side": one.side,
            "member": one.member_id,
            "owner": one.side == OWNERS,
        }
        said |= {f"home_{place}_{name}": fact for name, fact in facts.items()}
    return said


@cache
def inbox(places: int) -> Listing:
    """The messages of who has so many households."""
    mine = select(Message.__table__).where(of(places))
    return Listing(mine, MESSAGES.place_id, {"unread": UNREAD})


@cache
def counted(places: int) -> Select[int]:
    """How many are unread."""
    return select(func.count()).select_from(Message.__table__).where(of(places), UNREAD)


@cache
def one_of(places: int) -> Select[str]:
    """A message, if it is one of them."""
    return select(MESSAGES.id).where(MESSAGES.id == bindparam("id"), of(places))


def is_mine(uow: UnitOfWork, message: Message) -> bool:
    """Whether a message stands in the caller's inbox."""
    return bool(uow.rows(one_of(len(uow.actor.standing)), id=message.id, **who(uow)))


def view(message: Message, language: str) -> dict[str, Any]:
    """A message in the caller's language."""
    english = language.startswith("en")
    return {
        "id": message.id,
        "community_id": message.community_id,
        "purpose": message.purpose,
        "title": message.title_en if english else message.title_zh,
        "text": message.text_en if english else message.text_zh,
        "household_id": message.household_id,
        "subject": subject_of(message),
        "times": message.times,
        "first_at": message.created_at,
        "sent_at": message.sent_at,
        "read_at": message.read_at,
        "settled_at": message.settled_at,
        "settled": message.settled_en if english else message.settled_zh,
    }


def subject_of(message: Message) -> dict[str, Any] | None:
    """What a message is about, with the number that people call it by."""
    if message.subject_id is None:
        return None
    facts = message.facts
    number = facts.get("receipt_number") or facts.get("number")
    return {"kind": message.subject_kind, "id": message.subject_id, "number": number}
