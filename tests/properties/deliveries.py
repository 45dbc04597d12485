"""Events as a subscriber gets them: late, twice and in any order."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from foundation.clock import FixedClock
from foundation.messaging.inbox import first_time
from foundation.scope import ALL
from foundation.service import Service
from foundation.storage.store import Store
from tests.operations.conftest import NOON
from tests.properties.conftest import SEQUENCES, Template, template_of
from tests.support.community import HERE

Event = tuple[str, str, timedelta, dict[str, Any]]
"""Id, handler, when it happened, data."""
Shape = dict[str, str]
"""By name, the query whose answer must not depend on the order."""


def nothing(store: Store, clock: FixedClock) -> None:
    """An empty database."""


def receive(store: Store, service: type[Service], event: Event, *, guarded: bool = True) -> None:
    """Hand over a delivery as the messaging does: claim it in the inbox, then work it."""
    id_, handler, after, data = event
    bound: Any = getattr(service, handler)
    loaded = bound.event().load(data)

    class Delivered:
        id, occurred_at, data = id_, NOON + after, loaded
        aggregate_id = "any"
        actor: ClassVar = {"id": "e1", "name": "赵强"}

    about = HERE if bound.event.placed else ALL
    with store.write(operation=handler, scope=about) as uow:
        if not guarded or first_time(uow.session, f"{service.name}.{handler}", id_):
            bound.operation(uow, Delivered)


def outcome(
    template: Template,
    service: type[Service],
    events: Iterable[Event],
    shape: Shape,
    *,
    guarded: bool = True,
) -> dict[str, list[Any]]:
    """What the subscriber knows after these deliveries."""
    with template.opened() as (store, clock):
        clock.advance(timedelta(days=10))
        for event in events:
            clock.advance(timedelta(minutes=1))
            receive(store, service, event, guarded=guarded)
        with store.read() as uow:
            return {
                name: [tuple(row) for row in uow.session.execute(text(query))]
                for name, query in shape.items()
            }


def untold(service: type[Service], events: Iterable[Event]) -> set[tuple[str, str]]:
    """Source and type of what the service subscribes to and these events do not tell."""
    schemas = [getattr(service, handler).event for _, handler, _, _ in events]
    return set(service.subscriptions()) - {(one.source, one.type_) for one in schemas}


LEAVES_THE_HOUSE = {"on_password_forgotten"}
"""What is sent by mail or SMS alone, of which there is none here."""


def check(
    service: type[Service],
    tell: Callable[[], Iterable[Event]],
    shape: Shape,
    prepare: Callable[[Store, FixedClock], None] = nothing,
) -> None:
    """Any order, with any duplicates, gives what the order of happening gives.

    All that the service subscribes to is told, and shows in the outcome.
    """
    with template_of(service.name, prepare) as template:
        happened = sorted(tell(), key=lambda event: event[2])
        assert untold(service, happened) == set()
        twice = st.lists(st.sampled_from(happened), max_size=4)
        deliveries = twice.flatmap(lambda more: st.permutations([*happened, *more]))
        expected = outcome(template, service, happened, shape)
        assert all(expected.values()), expected
        for handler in {event[1] for event in happened} - LEAVES_THE_HOUSE:
            others = [event for event in happened if event[1] != handler]
            assert outcome(template, service, others, shape) != expected, handler

        @settings(SEQUENCES)
        @given(deliveries)
        def any_order(delivered: list[Event]) -> None:
            assert outcome(template, service, delivered, shape) == expected

        any_order()
