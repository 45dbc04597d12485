"""Entrypoints of the directory."""

from collections.abc import Mapping
from typing import ClassVar

from contracts import service_admin as admin_methods
from contracts.directory import methods
from foundation import policy_admin, service_admin
from foundation import retention_nights as nights
from foundation.erasure import Erasure
from foundation.service import Service, command, procedure, query
from foundation.sweep import Handler
from services.directory import retention, tables
from services.directory.access.operations import change, join
from services.directory.access_cards import operations as access_cards
from services.directory.accounts import operations as accounts
from services.directory.administration import ADMINISTERED, NUMBERED
from services.directory.api_keys import operations as api_keys
from services.directory.buildings import queries as buildings
from services.directory.changes.operations import household
from services.directory.changes.queries import history
from services.directory.communities import closing as community_closing
from services.directory.communities import operations as communities
from services.directory.company import operations as company
from services.directory.company_login import operations as company_login
from services.directory.company_pictures import operations as company_pictures
from services.directory.enrolment import operations as enrolment
from services.directory.forgotten import operations as forgotten
from services.directory.household_codes import operations as household_codes
from services.directory.household_notes import operations as household_notes
from services.directory.households.operations import create
from services.directory.households.queries import views
from services.directory.imports.operations import run
from services.directory.invitations import company_accounts, personal_logins
from services.directory.invitations import operations as invitations
from services.directory.key_households import operations as key_households
from services.directory.key_households import queries as regular_calls
from services.directory.leavers import former_staff, on_request
from services.directory.leavers import operations as leavers
from services.directory.members import operations as members
from services.directory.name_index import operations as name_index
from services.directory.opening import queries as opening_queries
from services.directory.own_data import operations as own_data
from services.directory.paper_heads import queries as paper_heads
from services.directory.people import queries as people
from services.directory.pets import operations as pets
from services.directory.policy import DirectoryPolicy
from services.directory.privacy import operations as privacy
from services.directory.role_requests import operations as role_requests
from services.directory.roster import operations as roster
from services.directory.roster_watch import operations as roster_watch
from services.directory.roster_weeks import operations as roster_weeks
from services.directory.search import everything
from services.directory.search import operations as search
from services.directory.sessions.operations import authenticate as sessions
from services.directory.vehicles import operations as vehicles


class DirectoryService(Service):
    """The directory (住户档案): households, people, roster, sessions."""

    name = "directory"
    tables: ClassVar = tables.Base.metadata
    retention_policy = DirectoryPolicy
    retention_rules = retention.RULES
    erasures = (
        Erasure("leavers", "keep_leavers_days", leavers.erase_leavers),
        Erasure(
            "former_staff",
            "keep_former_staff_days",
            former_staff.erase_former_staff,
            of_company=True,
        ),
    )
    seen_to = (retention.seal_numbers,)
    deadline_handlers: ClassVar[Mapping[str, Handler]] = {
        roster_watch.WATCH: roster_watch.watch,
        key_households.MISSED: key_households.missed,
        name_index.INDEX: name_index.index,
    }
    begun = (roster_watch.go_on, key_households.take_up, name_index.arm)

    create_community = command(methods.CREATE_COMMUNITY, communities.create)
    list_communities = query(methods.LIST_COMMUNITIES, communities.list_communities)
    site = query(methods.SITE, opening_queries.site)
    all_communities = query(methods.ALL_COMMUNITIES, communities.list_communities)
    get_community = query(methods.GET_COMMUNITY, communities.get)
    change_community = command(methods.CHANGE_COMMUNITY, communities.change)
    close_community = command(methods.CLOSE_COMMUNITY, community_closing.close)
    reopen_community = command(methods.REOPEN_COMMUNITY, community_closing.reopen)
    get_company = query(methods.GET_COMPANY, company.get)
    change_company = command(methods.CHANGE_COMPANY, company.change)

    put_company_picture = command(
        methods.PUT_COMPANY_PICTURE, company_pictures.put, company_pictures.drawn_anew
    )
    remove_company_picture = command(methods.REMOVE_COMPANY_PICTURE, company_pictures.remove)
    get_company_picture = query(methods.GET_COMPANY_PICTURE, company_pictures.get)
    paper_head = query(methods.PAPER_HEAD, paper_heads.get)
    issuer_of_paper = query(methods.ISSUER_OF_PAPER, paper_heads.get)

    find = procedure(methods.FIND, everything.find)
    find_households = procedure(methods.FIND_HOUSEHOLDS, search.find)
    get_household = query(methods.GET_HOUSEHOLD, views.get)
    create_household = command(methods.CREATE_HOUSEHOLD, create.create)
    change_household = command(methods.CHANGE_HOUSEHOLD, household.change)
    add_member = command(methods.ADD_MEMBER, members.add)
    change_member = command(methods.CHANGE_MEMBER, members.change)
    remove_member = command(methods.REMOVE_MEMBER, members.remove)
    household_history = query(methods.HOUSEHOLD_HISTORY, history.household_history)
    list_vehicles = query(methods.LIST_VEHICLES, vehicles.list_vehicles)
    add_vehicle = command(methods.ADD_VEHICLE, vehicles.add)
    change_vehicle = command(methods.CHANGE_VEHICLE, vehicles.change)
    list_cards = query(methods.LIST_CARDS, access_cards.list_cards)
    issue_card = command(methods.ISSUE_CARD, access_cards.issue)
    change_card = command(methods.CHANGE_CARD, access_cards.change)
    list_pets = query(methods.LIST_PETS, pets.list_pets)
    add_pet = command(methods.ADD_PET, pets.add)
    change_pet = command(methods.CHANGE_PET, pets.change)
    list_notes = query(methods.LIST_NOTES, household_notes.list_notes)
    add_note = command(methods.ADD_NOTE, household_notes.add)
    change_note = command(methods.CHANGE_NOTE, household_notes.change)
    list_key_households = query(methods.LIST_KEY_HOUSEHOLDS, regular_calls.list_key_households)
    mark_key_household = command(methods.MARK_KEY_HOUSEHOLD, key_households.mark)
    change_key_household = command(methods.CHANGE_KEY_HOUSEHOLD, key_households.change)
    record_key_call = command(methods.RECORD_KEY_CALL, key_households.record_call)
    list_key_calls = query(methods.LIST_KEY_CALLS, regular_calls.list_calls)
    list_buildings = query(methods.LIST_BUILDINGS, buildings.list_buildings)

    reveal = command(methods.REVEAL, privacy.reveal)
    list_looks = query(methods.LIST_LOOKS, privacy.list_looks)
    export_households = command(methods.EXPORT_HOUSEHOLDS, privacy.export)
    import_households = procedure(methods.IMPORT_HOUSEHOLDS, run.import_file)
    import_rows = procedure(methods.IMPORT_ROWS, run.import_rows)

    find_people = query(methods.FIND_PEOPLE, people.find)
    get_person = query(methods.GET_PERSON, people.get)
    create_person = command(methods.CREATE_PERSON, join.create)
    change_person = command(methods.CHANGE_PERSON, change.change)
    close_person = command(methods.CLOSE_PERSON, change.close)
    get_access = query(methods.GET_ACCESS, invitations.access)
    invite = command(methods.INVITE, invitations.invite)
    reset_password = command(methods.RESET_PASSWORD, invitations.reset)
    open_link = query(methods.OPEN_LINK, invitations.open_link)
    use_link = procedure(methods.USE_LINK, invitations.use_link, keyed=False)
    create_account = command(methods.CREATE_ACCOUNT, accounts.create, accounts.with_hash)
    change_account = command(methods.CHANGE_ACCOUNT, accounts.change, accounts.with_new_hash)

    own_second_factor = query(methods.SECOND_FACTOR, enrolment.own)
    enrol_second_factor = procedure(methods.ENROL_SECOND_FACTOR, enrolment.enrol)
    confirm_second_factor = procedure(methods.CONFIRM_SECOND_FACTOR, enrolment.confirm)
    renew_recovery_codes = procedure(methods.RENEW_RECOVERY_CODES, enrolment.renew_codes)
    remove_second_factor = procedure(methods.REMOVE_SECOND_FACTOR, enrolment.remove)
    reset_second_factor = command(methods.RESET_SECOND_FACTOR, enrolment.reset)
    log_in_by_code = procedure(methods.LOG_IN_BY_CODE, sessions.log_in_by_code, keyed=False)
    enrol_at_login = procedure(methods.ENROL_AT_LOGIN, enrolment.enrol_at_login, keyed=False)
    confirm_at_login = procedure(methods.CONFIRM_AT_LOGIN, enrolment.confirm_at_login, keyed=False)

    forgot_password = command(methods.FORGOT_PASSWORD, forgotten.forgot)
    own_data = command(methods.OWN_DATA, own_data.own_data)
    own_contact = query(methods.OWN_CONTACT, forgotten.own_contact)
    change_contact = procedure(methods.CHANGE_CONTACT, forgotten.change_contact)

    print_codes = command(methods.PRINT_CODES, household_codes.print_codes)
    let_in = command(methods.LET_IN, household_codes.let_in)
    list_let_in = query(methods.LIST_LET_IN, household_codes.list_let_in)
    take_out = command(methods.TAKE_OUT, household_codes.take_out)
    open_code = query(methods.OPEN_CODE, household_codes.open_code)
    use_code = procedure(methods.USE_CODE, household_codes.use_code, keyed=False)

    list_role_requests = query(methods.LIST_ROLE_REQUESTS, role_requests.list_requests)
    get_role_request = query(methods.GET_ROLE_REQUEST, role_requests.get)
    decide_role_request = command(methods.DECIDE_ROLE_REQUEST, role_requests.decide)

    list_shifts = query(methods.LIST_SHIFTS, roster.list_shifts)
    put_shift = command(methods.PUT_SHIFT, roster_watch.watched(roster.put))
    cancel_shift = command(methods.CANCEL_SHIFT, roster_watch.watched(roster.cancel))
    who_is_on_duty = query(methods.WHO_IS_ON_DUTY, roster.who_is_on_duty)
    roster_gaps = query(methods.ROSTER_GAPS, roster.roster_gaps)
    roster_week = query(methods.ROSTER_WEEK, roster_weeks.week)
    copy_roster_week = command(methods.COPY_ROSTER_WEEK, roster_watch.watched(roster_weeks.copy))

    authenticate = procedure(methods.AUTHENTICATE, sessions.authenticate, keyed=False)
    session = procedure(methods.SESSION, sessions.session, keyed=False)
    log_in_by_company = procedure(methods.LOG_IN_BY_COMPANY, company_login.log_in, keyed=False)
    me = query(methods.ME, sessions.me)
    list_sessions = query(methods.LIST_SESSIONS, sessions.list_open)
    end_session = command(methods.END_SESSION, sessions.end_session)
    person_sessions = query(methods.PERSON_SESSIONS, personal_logins.list_of)
    end_person_session = command(methods.END_PERSON_SESSION, personal_logins.end_of)
    company_identities = query(methods.COMPANY_IDENTITIES, company_accounts.list_of)
    unlink_company_identity = command(methods.UNLINK_COMPANY_IDENTITY, company_accounts.unlink)
    list_api_keys = query(methods.LIST_API_KEYS, api_keys.list_keys)
    create_api_key = command(methods.CREATE_API_KEY, api_keys.create)
    end_api_key = command(methods.END_API_KEY, api_keys.end)
    open_api_key = procedure(methods.OPEN_API_KEY, api_keys.open_key, keyed=False)
    change_password = procedure(methods.CHANGE_PASSWORD, accounts.change_password)

    opening = query(methods.OPENING, opening_queries.opening)
    needs_leaver = query(methods.NEEDS_LEAVER, on_request.needs_leaver)
    erase_leaver = command(methods.ERASE_LEAVER, on_request.erase_leaver)
    needs_community = query(methods.NEEDS_COMMUNITY, community_closing.needs_community)
    list_policies = query(methods.LIST_POLICIES, policy_admin.list_policies(ADMINISTERED))
    get_policy = query(methods.GET_POLICY, policy_admin.get_policy(ADMINISTERED))
    change_policy = command(methods.CHANGE_POLICY, policy_admin.change_policy(ADMINISTERED))
    withdraw_policy_change = command(
        methods.WITHDRAW_POLICY_CHANGE, policy_admin.withdraw_policy_change(ADMINISTERED)
    )
    audit_trail = query(
        admin_methods.audit_trail("directory"), service_admin.audit_trail(*NUMBERED)
    )
    retention_nights = query(
        admin_methods.retention_nights("directory"),
        nights.reading(retention_rules, erasures),
    )
    history = query(
        methods.HISTORY,
        service_admin.history(person=people.seen, community=communities.seen, company=None),
    )
    verify_audit = procedure(
        admin_methods.verify_audit("directory"), service_admin.verify_audit, keyed=False
    )
