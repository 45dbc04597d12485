"""Bases of all payload schemas."""

from functools import cache
from typing import Any, ClassVar

from marshmallow import EXCLUDE, RAISE, Schema, fields, validate

from contracts.deadlines import Segment
from contracts.fields import Coded, CommunityOf, Id, Instant, Text, Whole


class Payload(Schema):
    """What a method takes. Unknown fields are refused, never dropped silently."""

    class Meta:
        unknown = RAISE


class View(Schema):
    """What a method gives."""

    class Meta:
        unknown = RAISE


class PlacedView(View):
    """What stands in a list that may be about several communities: it says in which it is (P01)."""

    community = CommunityOf(required=True, allow_none=True)
    """Its code, as `?community=` takes it; null: it is the whole company's. Empty while the first
    community has no code."""


class Nothing(Payload):
    """A method without arguments."""


class PageQuery(Payload):
    """Arguments that every list takes."""

    limit = Whole(load_default=50, validate=validate.Range(1, 200))
    cursor = Id(load_default=None, allow_none=True)


class TolerantSchema(Schema):
    """A part of the payload of an event. What a later release has added to it is no matter."""

    class Meta:
        unknown = EXCLUDE


class Event(TolerantSchema):
    """What happened, published to other services. The schema is the payload of one version.

    A version only gains fields that may be absent: subscribers of the release before pass over
    what they do not know, and those of this one read what was published without it.
    """

    source: ClassVar[str]
    """The service that publishes it."""
    type_: ClassVar[str]
    """Past tense: `complaint_lodged`."""
    version: ClassVar[int] = 1
    placed: ClassVar[bool] = True
    """Whether it happens in a community; else it is about people, or the whole company (P01)."""


class TimelineEntry(View):
    """Who did what when (C11); more fields depend on the action."""

    at = Instant(required=True)
    actor = Text(required=True)
    action = fields.String(required=True)
    detail = fields.Dict(required=True)


ClockSegment = View.from_dict(
    {
        "from": Instant(required=True),
        "to": Instant(required=True),
        "counted": fields.Boolean(required=True),
        "reason": Coded(Segment, required=True),
    },
    name="ClockSegment",
)
ClockSegment.__doc__ = """A stretch of time and whether it counts towards a deadline:
`service_hours`, `closed`, `day_off`, `paused`, `answered` (C11)."""


@cache
def page_of(item: type[Schema]) -> type[Schema]:
    """The schema of a page of items, with the cursor of the next one."""
    members: dict[str, Any] = {
        "items": fields.List(fields.Nested(item), required=True),
        "next_cursor": fields.String(required=True, allow_none=True),
    }
    name = item.__name__.removesuffix("View").removesuffix("Item") + "Page"
    made = View.from_dict(members, name=name)
    made.__doc__ = f"One page of a list of {item.__name__}."
    return made
