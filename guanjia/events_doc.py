"""`docs/events.md`, written from the contracts and the services' entrypoints.

`python -m guanjia.events_doc` writes it; a test proves that what stands there is current.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from marshmallow import fields, validate

from contracts import fields as wire
from contracts.base import Event
from contracts.events import events_of
from foundation.config import SERVICES
from guanjia.registry import service_class

PATH = Path(__file__).resolve().parents[1] / "docs" / "events.md"

INTRODUCTION = """\
# Events

<!-- Written by `make docs` from contracts/ and the services' entrypoints. Do not edit. -->

What the services publish for one another. An event is written to the outbox in the transaction of
what it reports, and published to the topic exchange `<source>.events` under its type. Delivery is
at least once; every subscriber keeps an inbox, so that its effect happens once. A version
only gains fields that may be absent; a payload changed otherwise is a new version: subscribers read
both until no old one can be under way.

Amounts are strings in yuan, times ISO 8601 with offset, dates `YYYY-MM-DD`. A field marked `?`
may be null. The envelope around the payload carries `id` (UUIDv7), `source`, `type`, `version`,
`aggregate_id`, `occurred_at`, `request_id` and `actor`.
"""

KINDS: tuple[tuple[type[fields.Field[Any]], str], ...] = (
    (wire.Yuan, "amount"),
    (wire.Quantity, "quantity"),
    (wire.Instant, "time"),
    (wire.Day, "date"),
    (wire.Id, "id"),
    (fields.Boolean, "boolean"),
    (fields.Integer, "integer"),
    (fields.String, "text"),
    (fields.Dict, "object"),
)


def document() -> str:
    """The whole page."""
    readers = subscribers()
    return "\n".join([INTRODUCTION, *overview(readers), *details(readers)])


def subscribers() -> Mapping[tuple[str, str], list[str]]:
    """(source, type) of events to the services that handle them, in the order of starting."""
    found: dict[tuple[str, str], list[str]] = {}
    for service in SERVICES:
        for key in service_class(service).subscriptions():
            found.setdefault(key, []).append(service)
    return found


def overview(readers: Mapping[tuple[str, str], list[str]]) -> Iterator[str]:
    """One row per event."""
    yield "| event | version | subscribers |"
    yield "|---|---|---|"
    for service in SERVICES:
        for event in events_of(service):
            who = ", ".join(readers.get((event.source, event.type_), [])) or "–"
            yield f"| [`{name_of(event)}`](#{anchor(event)}) | {event.version} | {who} |"
    yield ""


def details(readers: Mapping[tuple[str, str], list[str]]) -> Iterator[str]:
    """A section per service, an entry per event with its fields."""
    for service in SERVICES:
        if events_of(service):
            yield f"## {service}"
            yield ""
        for event in events_of(service):
            who = ", ".join(readers.get((event.source, event.type_), [])) or "nobody yet"
            yield f"### {name_of(event)}"
            yield ""
            yield f"{summary(event)} Version {event.version}. Read by: {who}."
            yield ""
            yield "| field | type |"
            yield "|---|---|"
            for name, field in event().fields.items():
                mark = "?" if field.allow_none else ""
                yield f"| `{name}`{mark} | {kind(field)} |"
            yield ""


def name_of(event: type[Event]) -> str:
    """`source.type`."""
    return f"{event.source}.{event.type_}"


def anchor(event: type[Event]) -> str:
    """The heading's address within the page, as GitHub makes it."""
    return name_of(event).replace(".", "")


def summary(event: type[Event]) -> str:
    """The event's docstring in one line."""
    return " ".join((event.__doc__ or "").split())


def kind(field: Any) -> str:
    """What a field holds, in a word, with the codes it may have."""
    if isinstance(field, fields.List):
        return f"list of {kind(field.inner)}"
    if isinstance(field, fields.Nested):
        parts = (f"`{name}` {kind(inner)}" for name, inner in field.schema.fields.items())
        return f"{{{', '.join(parts)}}}"
    for check in field.validators:
        if isinstance(check, validate.OneOf):
            return " \\| ".join(f"`{choice}`" for choice in check.choices)
    return next(word for cls, word in KINDS if isinstance(field, cls))


def main() -> None:
    """Write the page."""
    PATH.write_text(document(), encoding="utf-8")


if __name__ == "__main__":
    main()
