"""What somebody may do with a repair now, for whoever shows it; the operations ask again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from contracts.method import Method
from contracts.repairs import methods
from contracts.repairs.quotes import QuoteStatus
from contracts.repairs.requests import NOT_SET_OUT, RepairStatus
from foundation.actor import Actor
from services.repairs.quotes.rules import CHARGED_ONCE, forbids_completion
from services.repairs.quotes.tables import Quote
from services.repairs.requests.rules import Action, after
from services.repairs.requests.tables import Repair, Round


@dataclass(frozen=True)
class Standing:
    """A repair as it stands, and who asks."""

    actor: Actor
    as_staff: bool
    repair: Repair
    rounds: Sequence[Round]
    """First to last."""
    quote: Quote | None
    """The one that counts."""

    def can(self, action: Action) -> bool:
        """Whether the state allows it."""
        return after(action, RepairStatus(self.repair.status)) is not None

    @property
    def is_mine(self) -> bool:
        """Whether the caller is the engineer of the current round."""
        return self.rounds[-1].engineer_id == self.actor.id

    @property
    def quoted(self) -> QuoteStatus | None:
        """How far the quote is."""
        return QuoteStatus(self.quote.status) if self.quote else None


Fits = Callable[[Standing], bool]


def actions(standing: Standing) -> list[str]:
    """The names of the methods that the caller's roles and the state of the repair allow."""
    return [
        method.name
        for method, fits in FITTING.items()
        if standing.actor.has(*method.roles) and fits(standing)
    ]


def mine(action: Action) -> Fits:
    """What only the engineer of the current round does."""
    return lambda now: now.is_mine and now.can(action)


def quotable(now: Standing) -> bool:
    """Whether somebody can be told what it will cost (R04)."""
    concerned = now.is_mine or now.actor.has(*methods.DISPATCHERS)
    payer = now.repair.household_id is not None
    return concerned and payer and now.can(Action.QUOTE) and now.quoted not in CHARGED_ONCE


def decidable(now: Standing) -> bool:
    """Whether a quote waits for its answer (R04)."""
    return now.can(Action.DECIDE_QUOTE) and now.quoted is QuoteStatus.OFFERED


def completable(now: Standing) -> bool:
    """Whether it may be called done: nothing chargeable without the resident's word (R04)."""
    held = forbids_completion(now.repair.chargeable, now.quoted)
    return now.is_mine and now.can(Action.COMPLETE) and not held


def askable(now: Standing) -> bool:
    """Whether the caller may follow it up: nobody who has worked on it (R05)."""
    engineers = {one.engineer_id for one in now.rounds}
    return now.can(Action.CLOSE) and now.actor.id not in engineers


def cancellable(now: Standing) -> bool:
    """Whether it may be withdrawn: by residents until the engineer sets out."""
    early = now.as_staff or now.repair.status in NOT_SET_OUT
    return now.can(Action.CANCEL) and early


FITTING: Mapping[Method, Fits] = {
    methods.VERIFY: lambda now: now.can(Action.VERIFY),
    methods.DISPATCH: lambda now: now.can(Action.DISPATCH),
    methods.ACCEPT: mine(Action.ACCEPT),
    methods.DECLINE: mine(Action.RETURN),
    methods.SET_OUT: mine(Action.SET_OUT),
    methods.ARRIVE: mine(Action.ARRIVE),
    methods.ACCEPT_QUOTE: decidable,
    methods.REJECT_QUOTE: decidable,
    methods.QUOTE: quotable,
    methods.TAKE_EQUIPMENT: lambda now: now.is_mine and now.repair.status == RepairStatus.ARRIVED,
    methods.COMPLETE: completable,
    methods.FOLLOW_UP: askable,
    methods.CANCEL: cancellable,
}
"""In the order in which a repair usually needs them."""
