"""Every event survives the way over the wire, and says what it is."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from marshmallow import RAISE, Schema, ValidationError, fields

from contracts.base import Event
from contracts.events import catalogue, events_of
from contracts.problems import SERVICES
from guanjia import events_doc
from guanjia.registry import service_class
from tests.support.samples import sample_of

PATH = Path(__file__).parents[1] / "data/released_events.json"
EVENTS = list(catalogue().values())
each_event = pytest.mark.parametrize("event", EVENTS, ids=events_doc.name_of)


@each_event
@pytest.mark.parametrize("empty", [False, True], ids=["full", "with nulls"])
def test_an_event_round_trips_as_json(event: type[Event], empty: bool) -> None:
    """What is told is what is heard, to the last decimal and second."""
    payload = sample_of(event(), empty=empty)
    wire = json.dumps(event().dump(payload), ensure_ascii=False)
    assert event().load(json.loads(wire)) == payload


def grown(value: Any) -> Any:
    """What the next release may tell: with a field more at every depth."""
    if isinstance(value, dict):
        return {name: grown(one) for name, one in value.items()} | {"surprise": 1}
    return [grown(one) for one in value] if isinstance(value, list) else value


@each_event
def test_an_event_with_fields_of_the_next_release_is_read_as_if_without(
    event: type[Event],
) -> None:
    """During an upgrade old subscribers hear new sources: nothing of that becomes a dead letter."""
    payload = sample_of(event())
    free = {name for name, field in event().fields.items() if isinstance(field, fields.Dict)}
    wire = event().dump(payload)
    later = grown({name: one for name, one in wire.items() if name not in free})
    assert event().load(later | {name: wire[name] for name in free}) == payload


def test_without_that_rule_it_would_be_a_dead_letter() -> None:
    """Negative control."""
    event = EVENTS[0]
    with pytest.raises(ValidationError):
        event().load(grown(event().dump(sample_of(event()))), unknown=RAISE)


RELEASED = json.loads(PATH.read_text())


@pytest.mark.parametrize("name", RELEASED)
def test_an_event_of_the_release_before_only_gains_fields_that_may_be_absent(name: str) -> None:
    """Else one side of a rolling upgrade cannot read the other; what must change otherwise is a
    new version. What must be in a new part is no matter: the part may be absent.

    At a release `python -m tests.contracts.test_events` notes what it tells.
    """
    before = RELEASED[name]
    now = fields_of().get(name)
    if now is None:  # the event itself is gone, two releases after nobody told it any more
        return
    known = {"", *before["fields"]}
    needed = {name for name in now["required"] if name.rpartition(".")[0] in known}
    assert needed <= set(before["required"]), "told before without them"
    assert set(before["required"]) <= set(now["fields"]), "those of the release before need them"


def fields_of() -> dict[str, dict[str, list[str]]]:
    """Fields of every event, those of its parts as `part.name`, and which must be there."""
    found: dict[str, dict[str, list[str]]] = {}
    for event in EVENTS:
        listed = list(walked(event()))
        found[f"{events_doc.name_of(event)} v{event.version}"] = {
            "fields": sorted(name for name, _ in listed),
            "required": sorted(name for name, needed in listed if needed),
        }
    return found


def walked(schema: Schema, within: str = "") -> Iterator[tuple[str, bool]]:
    """Each field with its path, and whether it must be there."""
    for name, field in schema.fields.items():
        yield within + name, field.required
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from walked(inner.schema, f"{within}{name}.")


@each_event
def test_an_event_refuses_missing_fields(event: type[Event]) -> None:
    """Nothing is left out silently: absent is not the same as null.

    Only what a later release has added may be absent; then it is as its default says.
    """
    with pytest.raises(ValidationError) as refused:
        event().load({})
    needed = {name for name, field in event().fields.items() if field.required}
    assert needed
    assert set(refused.value.normalized_messages()) == needed


@each_event
def test_an_event_is_named_after_its_class_and_says_when_it_happens(event: type[Event]) -> None:
    """`ComplaintLodged` is `complaint_lodged`."""
    assert event.type_ == re.sub(r"(?<!^)(?=[A-Z])", "_", event.__name__).lower()
    assert event.source in SERVICES
    assert event.version >= 1
    assert event.__doc__
    assert event.__doc__ != Event.__doc__


@each_event
def test_amounts_of_an_event_are_no_floats(event: type[Event]) -> None:
    """No float near money."""
    assert not any(isinstance(field, fields.Float) for field in event().fields.values())


def test_a_service_tells_only_its_own_events() -> None:
    """The source is who tells."""
    for service in SERVICES:
        assert {event.source for event in events_of(service)} <= {service}


def test_what_is_subscribed_to_exists() -> None:
    """No handler waits for an event that nobody tells."""
    payload = {(event.source, event.type_) for event in EVENTS}
    for service in SERVICES:
        assert set(service_class(service).subscriptions()) <= payload


def test_the_page_of_events_is_current() -> None:
    """`make docs` writes it."""
    assert events_doc.PATH.read_text(encoding="utf-8") == events_doc.document()


def test_the_page_of_events_names_every_event_and_its_subscribers() -> None:
    """As the code has them."""
    page = events_doc.document()
    assert all(f"### {events_doc.name_of(event)}\n" in page for event in EVENTS)
    assert "| [`billing.payment_received`](#billingpayment_received) | 1 | notices |" in page


if __name__ == "__main__":
    PATH.write_text(json.dumps(fields_of(), indent=1) + "\n")
