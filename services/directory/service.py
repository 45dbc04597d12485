"""Entrypoints of the directory."""

from typing import ClassVar

from contracts import upkeep as upkeep_methods
from contracts.directory import methods
from foundation import upkeep
from foundation.service import Service, command, procedure, query
from services.directory import queries, tables
from services.directory.domain.policy import DirectoryPolicy
from services.directory.operations import (
    accounts,
    households,
    importing,
    members,
    people,
    privacy,
    roster,
    sessions,
)


class DirectoryService(Service):
    """The directory (业主档案): households, people, roster, sessions."""

    name = "directory"
    tables: ClassVar = tables.Base.metadata

    find_households = query(methods.FIND_HOUSEHOLDS, queries.find_households)
    get_household = query(methods.GET_HOUSEHOLD, households.get)
    create_household = command(methods.CREATE_HOUSEHOLD, households.create)
    change_household = command(methods.CHANGE_HOUSEHOLD, households.change)
    add_member = command(methods.ADD_MEMBER, members.add)
    change_member = command(methods.CHANGE_MEMBER, members.change)
    remove_member = command(methods.REMOVE_MEMBER, members.remove)
    household_history = query(methods.HOUSEHOLD_HISTORY, queries.household_history)
    list_buildings = query(methods.LIST_BUILDINGS, queries.list_buildings)

    reveal = command(methods.REVEAL, privacy.reveal)
    list_looks = query(methods.LIST_LOOKS, privacy.list_looks)
    export_households = command(methods.EXPORT_HOUSEHOLDS, privacy.export)
    import_households = procedure(methods.IMPORT_HOUSEHOLDS, importing.import_file)
    import_rows = procedure(methods.IMPORT_ROWS, importing.import_rows)

    find_people = query(methods.FIND_PEOPLE, people.find)
    get_person = query(methods.GET_PERSON, people.get)
    create_person = command(methods.CREATE_PERSON, people.create)
    change_person = command(methods.CHANGE_PERSON, people.change)
    create_account = command(methods.CREATE_ACCOUNT, accounts.create, accounts.with_hash)
    change_account = command(methods.CHANGE_ACCOUNT, accounts.change, accounts.with_hash)

    list_shifts = query(methods.LIST_SHIFTS, roster.list_shifts)
    put_shift = command(methods.PUT_SHIFT, roster.put)
    cancel_shift = command(methods.CANCEL_SHIFT, roster.cancel)
    who_is_on_duty = query(methods.WHO_IS_ON_DUTY, roster.who_is_on_duty)
    roster_gaps = query(methods.ROSTER_GAPS, roster.roster_gaps)

    authenticate = procedure(methods.AUTHENTICATE, sessions.authenticate)
    me = query(methods.ME, sessions.me)
    change_password = procedure(methods.CHANGE_PASSWORD, sessions.change_password)

    policies = query(upkeep_methods.policies("directory"), upkeep.read_policies(DirectoryPolicy))
    change_policy = command(
        upkeep_methods.change_policy("directory"), upkeep.change_policy(DirectoryPolicy)
    )
    audit_trail = query(upkeep_methods.audit_trail("directory"), upkeep.audit_trail)
