"""The directory (住户档案): households, people, roster, sessions.

A capability is a folder of its name. Each uses only those of the lines above its own:

    communities, identity, passwords, holdings
    company, households
    people
    key_households, second_factor
    buildings, succession, roster, sessions, links
    changes, rights, roster_watch, roster_weeks, api_keys, company_login
    members, household_sheet, role_requests, vehicles, access_cards, pets, household_notes
    imports, privacy, accounts, access
    enrolment, opening
    own_data, search, invitations, forgotten, name_index, household_codes
    leavers
"""
