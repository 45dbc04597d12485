"""Entrypoints of repairs: decode, call one operation, encode."""

from collections.abc import Mapping
from typing import ClassVar

from contracts import service_admin as admin_methods
from contracts.billing.events import ChargeSettled
from contracts.complaints.events import RepairWanted
from contracts.directory.events import (
    CommunityChanged,
    CompanyChanged,
    DutyChanged,
    HouseholdChanged,
    PersonChanged,
)
from contracts.repairs import methods
from foundation import photo_metadata_backfill, policy_admin, service_admin
from foundation import retention_nights as nights
from foundation.erasure import erasing
from foundation.files.keeping import dropping
from foundation.replica import handlers as replica
from foundation.service import Service, command, handler, procedure, query
from foundation.sweep import Handler
from services.repairs import retention, tables
from services.repairs.administration import ADMINISTERED, NUMBERED, needs_community
from services.repairs.board import queries as board
from services.repairs.cancellation import operations as cancellation
from services.repairs.charges import operations as charges
from services.repairs.detail import queries as detail
from services.repairs.dispatch import operations as dispatching
from services.repairs.equipment import operations as equipment
from services.repairs.equipment import queries as equipment_queries
from services.repairs.fieldwork import operations as fieldwork
from services.repairs.finding import queries as finding
from services.repairs.first_check import queries as first_check_queries
from services.repairs.follow_up import operations as following_up
from services.repairs.handover import operations as handover
from services.repairs.intake import operations as intake
from services.repairs.listing import queries as listing
from services.repairs.offers import operations as offers
from services.repairs.papers import queries as papers
from services.repairs.photos import operations as photos
from services.repairs.photos import queries as photo_queries
from services.repairs.policy import RepairPolicy
from services.repairs.privacy import operations as privacy
from services.repairs.privacy import queries as privacy_queries
from services.repairs.quoting import operations as quoting
from services.repairs.requests.tables import Repair, Round
from services.repairs.response import operations as responding
from services.repairs.verification import operations as verification


class RepairsService(Service):
    """Repairs (报修)."""

    name = "repairs"
    erase_person = staticmethod(retention.erase_person)
    retention_policy = RepairPolicy
    erasures = retention.ERASURES
    worded = (Repair, Round)
    retention_rules = (retention.OLD_LOOKS,)
    tables = tables.Base.metadata
    deadline_handlers: ClassVar[Mapping[str, Handler]] = {
        offers.ANSWER: offers.lapse,
        responding.RESPONSE: responding.publish_overdue,
        **photo_metadata_backfill.stripping(tables.tables["photos"]),
        **dropping(tables.tables["photos"]),
    }

    create = command(methods.CREATE, intake.create)
    search = query(methods.SEARCH, listing.search)
    get = query(methods.GET, detail.get)
    add_photo = procedure(methods.ADD_PHOTO, photos.add_photo)
    get_photo = procedure(methods.GET_PHOTO, photo_queries.get_photo, keyed=False)
    reveal_contact = command(methods.REVEAL_CONTACT, privacy.reveal_contact)
    list_looks = query(methods.LIST_LOOKS, privacy_queries.list_looks)
    first_check = query(methods.FIRST_CHECK, first_check_queries.first_check)
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
    cancel = command(methods.CANCEL, cancellation.cancel)
    take_equipment = command(methods.TAKE_EQUIPMENT, equipment.take_equipment)
    return_equipment = command(methods.RETURN_EQUIPMENT, equipment.return_equipment)
    open_loans = query(methods.OPEN_LOANS, equipment_queries.open_loans)
    find = query(methods.FIND, finding.find)
    find_paper = query(methods.FIND_PAPER, papers.find)
    figures = query(methods.FIGURES, board.figures)

    on_repair_wanted = handler(RepairWanted, intake.link)
    on_charge_settled = handler(ChargeSettled, charges.follow)

    on_community_changed = handler(CommunityChanged, replica.on_community_changed)
    on_company_changed = handler(CompanyChanged, replica.on_company_changed)
    on_household_changed = handler(HouseholdChanged, replica.on_household_changed)
    on_person_changed = handler(
        PersonChanged, erasing(handover.on_person_changed, retention.erase_person)
    )
    on_duty_changed = handler(DutyChanged, replica.on_duty_changed)

    needs_leaver = query(methods.NEEDS_LEAVER, retention.needs_leaver)
    needs_community = query(methods.NEEDS_COMMUNITY, needs_community)
    list_policies = query(methods.LIST_POLICIES, policy_admin.list_policies(ADMINISTERED))
    get_policy = query(methods.GET_POLICY, policy_admin.get_policy(ADMINISTERED))
    change_policy = command(methods.CHANGE_POLICY, policy_admin.change_policy(ADMINISTERED))
    withdraw_policy_change = command(
        methods.WITHDRAW_POLICY_CHANGE, policy_admin.withdraw_policy_change(ADMINISTERED)
    )
    audit_trail = query(admin_methods.audit_trail("repairs"), service_admin.audit_trail(*NUMBERED))
    retention_nights = query(
        admin_methods.retention_nights("repairs"),
        nights.reading(retention_rules, erasures),
    )
    verify_audit = procedure(
        admin_methods.verify_audit("repairs"), service_admin.verify_audit, keyed=False
    )
