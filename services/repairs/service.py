"""Entrypoints of repairs: decode, call one operation, encode."""

from collections.abc import Mapping
from typing import ClassVar

from contracts import upkeep as upkeep_methods
from contracts.billing.events import ChargeSettled
from contracts.complaints.events import RepairWanted
from contracts.directory.events import DutyChanged, HouseholdChanged, PersonChanged
from contracts.repairs import methods
from foundation import upkeep
from foundation.replica import handlers as replica
from foundation.service import Service, command, handler, query
from foundation.sweep import Handler
from services.repairs import tables
from services.repairs.domain.policy import RepairPolicy
from services.repairs.operations import (
    dispatching,
    ending,
    equipment,
    fieldwork,
    following_up,
    intake,
    offers,
    payment,
    photos,
    privacy,
    quoting,
    responding,
    verification,
)
from services.repairs.queries import board, listing, looks
from services.repairs.queries import photos as photo_queries


class RepairsService(Service):
    """Repairs (报修)."""

    name = "repairs"
    tables = tables.Base.metadata
    deadline_handlers: ClassVar[Mapping[str, Handler]] = {
        offers.ANSWER: offers.lapse,
        responding.RESPONSE: responding.tell_overdue,
    }

    create = command(methods.CREATE, intake.create)
    search = query(methods.SEARCH, listing.search)
    get = query(methods.GET, listing.get)
    add_photo = command(methods.ADD_PHOTO, photos.add_photo)
    get_photo = query(methods.GET_PHOTO, photo_queries.get_photo)
    reveal_contact = command(methods.REVEAL_CONTACT, privacy.reveal_contact)
    list_looks = query(methods.LIST_LOOKS, looks.list_looks)
    first_check = query(methods.FIRST_CHECK, verification.first_check)
    verify = command(methods.VERIFY, verification.verify)
    suggest_engineer = query(methods.SUGGEST_ENGINEER, dispatching.suggest_engineer)
    dispatch = command(methods.DISPATCH, dispatching.dispatch)
    accept = command(methods.ACCEPT, dispatching.accept)
    decline = command(methods.DECLINE, dispatching.decline)
    set_out = command(methods.SET_OUT, fieldwork.set_out)
    arrive = command(methods.ARRIVE, fieldwork.arrive)
    quote = command(methods.QUOTE, quoting.quote)
    accept_quote = command(methods.ACCEPT_QUOTE, quoting.accept_quote)
    reject_quote = command(methods.REJECT_QUOTE, quoting.reject_quote)
    complete = command(methods.COMPLETE, fieldwork.complete)
    follow_up = command(methods.FOLLOW_UP, following_up.follow_up)
    cancel = command(methods.CANCEL, ending.cancel)
    take_equipment = command(methods.TAKE_EQUIPMENT, equipment.take_equipment)
    return_equipment = command(methods.RETURN_EQUIPMENT, equipment.return_equipment)
    open_loans = query(methods.OPEN_LOANS, equipment.open_loans)
    figures = query(methods.FIGURES, board.figures)

    on_repair_wanted = handler(RepairWanted, intake.link)
    on_charge_settled = handler(ChargeSettled, payment.follow)

    on_household_changed = handler(HouseholdChanged, replica.on_household_changed)
    on_person_changed = handler(PersonChanged, replica.on_person_changed)
    on_duty_changed = handler(DutyChanged, replica.on_duty_changed)

    policies = query(upkeep_methods.policies("repairs"), upkeep.read_policies(RepairPolicy))
    change_policy = command(
        upkeep_methods.change_policy("repairs"), upkeep.change_policy(RepairPolicy)
    )
    audit_trail = query(upkeep_methods.audit_trail("repairs"), upkeep.audit_trail)
