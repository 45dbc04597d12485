"""Every event survives the way over the wire, and says what it is."""

import json
import re

import pytest
from marshmallow import ValidationError, fields

from contracts.base import Event
from contracts.events import catalogue, events_of
from contracts.problems import SERVICES
from guanjia import events_doc
from guanjia.registry import service_class
from tests.support.samples import sample_of

EVENTS = list(catalogue().values())
each_event = pytest.mark.parametrize("event", EVENTS, ids=events_doc.name_of)


@each_event
@pytest.mark.parametrize("empty", [False, True], ids=["full", "with nulls"])
def test_an_event_round_trips_as_json(event: type[Event], empty: bool) -> None:
    """What is told is what is heard, to the last decimal and second."""
    told = sample_of(event(), empty=empty)
    wire = json.dumps(event().dump(told), ensure_ascii=False)
    assert event().load(json.loads(wire)) == told


@each_event
def test_an_event_refuses_unknown_fields(event: type[Event]) -> None:
    """A publisher with a newer payload raises its version instead."""
    payload = event().dump(sample_of(event())) | {"surprise": 1}
    with pytest.raises(ValidationError) as refused:
        event().load(payload)
    assert refused.value.normalized_messages() == {"surprise": ["Unknown field."]}


@each_event
def test_an_event_refuses_missing_fields(event: type[Event]) -> None:
    """Nothing is left out silently: absent is not the same as null."""
    with pytest.raises(ValidationError) as refused:
        event().load({})
    assert set(refused.value.normalized_messages()) == set(event().fields)


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
    told = {(event.source, event.type_) for event in EVENTS}
    for service in SERVICES:
        assert set(service_class(service).subscriptions()) <= told


def test_the_page_of_events_is_current() -> None:
    """`make docs` writes it."""
    assert events_doc.PATH.read_text(encoding="utf-8") == events_doc.document()


def test_the_page_of_events_names_every_event_and_its_subscribers() -> None:
    """As the code has them."""
    page = events_doc.document()
    assert all(f"### {events_doc.name_of(event)}\n" in page for event in EVENTS)
    assert "| [`billing.payment_received`](#billingpayment_received) | 1 | notices |" in page
