"""The made-up community: complete, plausible, obviously nobody's, and always the same."""

from collections import Counter
from datetime import date, time, timedelta

from contracts.directory.households import Relation, UnitType
from contracts.directory.roster import Duty
from contracts.fields import Phone
from contracts.places import canonical_building, canonical_unit
from contracts.roles import Role
from foundation.clock import at_local
from guanjia.demo import community, estates, staff
from services.directory.roster.rules import Span, gaps, qualifies

TODAY = date(2026, 11, 21)


def test_there_are_891_households_of_which_40_are_shops() -> None:
    homes = community.homes()
    assert len(homes) == len({home.id for home in homes}) == 891
    assert len({(home.building, home.unit) for home in homes}) == 891
    assert sum(home.unit_type == UnitType.SHOP for home in homes) == 40
    assert len({home.building for home in homes}) == 12


def test_the_same_community_comes_out_every_time() -> None:
    first = community.homes()
    community.homes_of.cache_clear()
    assert community.homes() == first


def test_every_household_has_an_owner_and_places_are_in_canonical_form() -> None:
    for home in community.homes():
        assert home.owner.relation == Relation.OWNER
        assert canonical_building(home.building) == home.building
        assert canonical_unit(home.unit) == home.unit
        assert 20 <= home.area_m2 <= 300


def test_phones_are_valid_in_form_and_reach_nobody() -> None:
    people = [member for home in community.homes() for member in home.members]
    phones = [member.phone for member in people]
    phones += [one.phone for one in staff.people().values() if one.role != Role.RESIDENT]
    assert len(set(phones)) == len(phones)
    assert all(Phone().deserialize(phone).startswith(("1990000", "1991000")) for phone in phones)
    emails = [member.email for member in people if member.email]
    assert all(email.endswith("@example.org") for email in emails)


def test_owners_tenants_families_and_empty_flats_are_there() -> None:
    homes = community.homes()
    relations = Counter(member.relation for home in homes for member in home.members)
    assert relations[Relation.TENANT] > 100
    assert relations[Relation.FAMILY] > 200
    assert 20 < sum(home.vacant for home in homes) < 90
    assert sum(bool(home.key_reason) for home in homes) > 20


def test_somebody_is_in_every_role_and_five_residents_log_in() -> None:
    roles = Counter(one.role for one in staff.people().values())
    assert set(roles) == set(Role) - {Role.SYSTEM}
    assert roles[Role.RESIDENT] == 5
    assert {role.value for role in Role} - {"system", "resident"} <= set(staff.people())
    own = [one.household_ids for one in staff.people().values() if one.role == Role.RESIDENT]
    assert len({ids for ids in own if len(ids) == 1}) == 5


def test_every_building_has_one_steward_and_every_skill_an_engineer() -> None:
    people = staff.people().values()
    for building in estates.GUANLAN.buildings:
        looked_after = [
            one for one in people if one.role == Role.STEWARD and building in one.buildings
        ]
        assert looked_after == [staff.steward_of(building)]
    engineers = [one for one in people if one.role == Role.ENGINEER]
    for skill in estates.SKILLS:
        assert sum(skill in one.skills for one in engineers) >= 2


def test_C09_the_roster_has_no_gap_for_a_month_back_and_two_ahead() -> None:
    watches = list(staff.roster(TODAY))
    begin = at_local(TODAY - timedelta(days=30), time())
    period = Span(begin, at_local(TODAY + timedelta(days=60), time()))
    for duty in Duty:
        mine = [one for one in watches if one.duty == duty]
        assert gaps((Span(one.starts_at, one.ends_at) for one in mine), period) == []
    roles = {one.id: {one.role} for one in staff.people().values()}
    assert all(qualifies(roles[one.person_id], one.duty) for one in watches)


def test_P01_the_smaller_community_has_120_households_and_staff_of_its_own() -> None:
    first = {home.id for home in community.homes()} | {one.id for one in staff.people().values()}
    with estates.at(estates.YUNXI):
        homes, people = community.homes(), staff.people()
    assert len(homes) == 120
    assert not first & ({home.id for home in homes} | {one.id for one in people.values()})
    assert {one.role for one in people.values()} == set(Role) - {Role.SYSTEM, Role.ADMIN}
    assert {one.community_id for one in people.values()} == {estates.YUNXI.id}
    whole = {one.login for one in staff.people().values() if one.community_id is None}
    assert whole == {"company_admin", "company_director", "company_finance"}
