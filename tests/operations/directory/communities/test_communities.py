"""P01: another community is entered, and every service gets to know it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import update

from contracts.directory.changes import NothingToChange
from contracts.directory.communities import (
    BuildingInUse,
    CommunityNameTaken,
    CommunityTaken,
    CommunityUnnamed,
    CompanyOnly,
)
from foundation import replica
from foundation.actor import Actor, Grant
from foundation.errors import InvalidInput, NotFound, StaleEdit
from foundation.replica import Community as Known
from foundation.scope import COMPANY, FIRST_COMMUNITY
from foundation.storage.store import Store
from services.billing.bills.tables import Bill
from services.billing.papers.tables import DunningPaper
from services.billing.payments.tables import Payment
from services.billing.service import BillingService
from services.billing.visits.tables import Visit
from services.complaints.cases.tables import Complaint
from services.directory.communities.tables import Community
from services.directory.service import DirectoryService as Directory
from services.notices.workflow.tables import Notice
from services.repairs.requests.tables import Repair, Round
from tests.operations.conftest import deliver, events, perform

pytestmark = pytest.mark.both_databases

UNSAID = {"name_en": "", "address": "", "service_phone": "", "hours": ""}
OPEN = {"closed_at": None}
FIRST = {"id": FIRST_COMMUNITY, "name": "观澜花园", "code": "GL", "version": 2, **UNSAID, **OPEN}
NORTH = {"name": "北苑", "code": "BY"}


@pytest.fixture
def admin(actor: Callable[..., Actor]) -> Actor:
    """An administrator of the whole company."""
    return actor("admin", grants=frozenset({Grant("admin", None)}))


@pytest.fixture(autouse=True)
def called(store: Store, admin: Actor) -> None:
    """The first community has been given its name and code."""
    given = {"community_id": FIRST_COMMUNITY, "name": "观澜花园", "code": "GL"}
    perform(store, Directory.change_community, admin, **given)


def test_P01_a_community_is_entered_and_told(store: Store, admin: Actor) -> None:
    said = {
        "name_en": "South Court", "address": "南湖路8号", "service_phone": "0512-65221234",
        "hours": "08:30–18:00",
    }  # fmt: skip
    typed = said | {"hours": "8:30 - 18:00", "buildings": ["2号楼", "10栋", "2幢", "1栋"]}
    made = perform(store, Directory.create_community, admin, name="南苑", code="NY", **typed)
    named = {"name": "南苑", "code": "NY", "version": 1, **said}
    shown = {"id": made["id"], **named, **OPEN}
    assert made == shown | {"closed_reason": "", "buildings": ["1栋", "2栋", "10栋"]}
    listed = perform(store, Directory.list_communities, admin)
    assert listed == {"items": [FIRST, shown], "can_create": True}
    assert perform(store, Directory.get_community, admin, community_id=made["id"]) == made
    event = events(store, "community_changed")[-1]
    published = {"community_id": made["id"], **named, "closed": False}
    assert (event["data"], event["community_id"]) == (published, None)


def test_P01_before_there_are_two_the_first_has_a_name_and_a_code(
    store: Store, admin: Actor
) -> None:
    with store.write() as uow:
        uow.session.execute(update(Community).values(code=""))
    with pytest.raises(CommunityUnnamed):
        perform(store, Directory.create_community, admin, name="南苑", code="NY")


def test_P01_what_is_not_named_stays_and_an_edit_is_of_what_was_read(
    store: Store, admin: Actor
) -> None:
    made = perform(store, Directory.create_community, admin, **NORTH, buildings=["1栋"])
    change = partial(perform, store, Directory.change_community, community_id=made["id"])
    assert change(actor=admin, hours="9:00至17:00") == made | {"hours": "09:00–17:00", "version": 2}
    with pytest.raises(StaleEdit):
        change(actor=replace(admin, if_match="1"), name="北园")
    with pytest.raises(NothingToChange):
        change(actor=admin)


@pytest.mark.parametrize(
    ("named", "refusal"),
    [({"code": "GL"}, CommunityTaken), ({"name": "观澜花园"}, CommunityNameTaken)],
)
def test_P01_two_are_not_called_alike(
    store: Store, admin: Actor, named: dict[str, str], refusal: type[Exception]
) -> None:
    made = perform(store, Directory.create_community, admin, **NORTH)
    with pytest.raises(refusal):
        perform(
            store, Directory.create_community, admin, **NORTH | {"code": "X", "name": "x"} | named
        )
    with pytest.raises(refusal):
        perform(store, Directory.change_community, admin, community_id=made["id"], **named)
    assert len(perform(store, Directory.list_communities, admin)["items"]) == 2


@pytest.mark.parametrize("hours", ["8", "20:00–8:00", "8:00–25:00", "早上八点", "8:00–9:00–10:00"])
def test_P01_hours_begin_and_end(store: Store, admin: Actor, hours: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        perform(store, Directory.create_community, admin, **NORTH, hours=hours)
    assert list(refused.value.errors) == ["hours"]


@pytest.mark.parametrize("phone", ["abc", "123", "0512-65221234、12"])
def test_P01_the_telephone_is_one(store: Store, admin: Actor, phone: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        perform(store, Directory.create_community, admin, **NORTH, service_phone=phone)
    assert list(refused.value.errors) == ["service_phone"]


def test_P01_a_house_with_households_stays(
    store: Store, admin: Actor, actor: Callable[..., Actor]
) -> None:
    home = {"building": "3栋", "unit": "1-101", "area_m2": "90", "owner_name": "王芳"}
    perform(store, Directory.create_household, actor("finance"), **home, phone="13812345678")
    change = partial(
        perform, store, Directory.change_community, admin, community_id=FIRST_COMMUNITY
    )
    assert change(buildings=["3栋", "4栋"])["buildings"] == ["3栋", "4栋"]
    assert change(buildings=["3号楼"])["buildings"] == ["3栋"], "as it is called already"
    with pytest.raises(BuildingInUse) as refused:
        change(buildings=["4栋"])
    assert refused.value.params["building"] == "3栋"
    there = perform(store, Directory.get_community, admin, community_id=FIRST_COMMUNITY)
    assert there["buildings"] == ["3栋"], "nothing half done"


def test_P01_who_administers_some_communities_enters_no_other_and_does_not_name_the_company(
    store: Store, admin: Actor, actor: Callable[..., Actor]
) -> None:
    other = perform(store, Directory.create_community, admin, **NORTH)
    of_one = actor("admin", grants=frozenset({Grant("admin", FIRST_COMMUNITY)}))
    for call, given in (
        (Directory.create_community, {"name": "南苑", "code": "NY"}),
        (Directory.change_company, {"name": "别家物业"}),
    ):
        with pytest.raises(CompanyOnly):
            perform(store, call, of_one, **given)
    for call, named in ((Directory.change_community, {"name": "x"}), (Directory.get_community, {})):
        with pytest.raises(NotFound):
            perform(store, call, of_one, community_id=other["id"], **named)
    assert perform(store, Directory.list_communities, of_one) == {
        "items": [FIRST],
        "can_create": False,
    }
    assert perform(store, Directory.get_company, of_one)["editable"] is False
    renamed = perform(
        store, Directory.change_community, of_one, community_id=FIRST_COMMUNITY, name="观澜"
    )
    assert renamed["name"] == "观澜"


def test_P01_while_there_is_one_its_administrator_is_the_companys(
    store: Store, actor: Callable[..., Actor]
) -> None:
    of_one = actor("admin", grants=frozenset({Grant("admin", FIRST_COMMUNITY)}))
    assert perform(store, Directory.list_communities, of_one)["can_create"] is True
    perform(store, Directory.create_community, of_one, **NORTH)
    assert perform(store, Directory.list_communities, of_one)["can_create"] is False


def test_P10_the_company_is_named_and_told(store: Store, admin: Actor) -> None:
    said = {
        "name": "观澜物业服务有限公司", "name_en": "", "credit_code": "91320500MA1MYXBT9F",
        "address": "南湖路8号", "phone": "0512-65221234", "bank_account": "户名 开户行 账号",
    }  # fmt: skip
    changed = perform(store, Directory.change_company, admin, **said)
    assert changed == said | {"public_url": "", "editable": True, "version": 2}
    assert perform(store, Directory.get_company, admin) == changed
    [event] = events(store, "company_changed")
    assert event["data"] == {"company_id": COMPANY, "version": 2, **said}
    with pytest.raises(StaleEdit):
        perform(store, Directory.change_company, replace(admin, if_match="1"), name="x")
    with pytest.raises(NothingToChange):
        perform(store, Directory.change_company, admin)


@pytest.mark.parametrize("code", ["91320500", "91320500MA1MYXBT9I", "91320500ma1myxbt9f"])
def test_P10_a_credit_code_has_eighteen_signs(store: Store, admin: Actor, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        perform(store, Directory.change_company, admin, credit_code=code)
    assert list(refused.value.errors) == ["credit_code"]


def test_P01_a_code_stands_for_one_community(store: Store, admin: Actor) -> None:
    perform(store, Directory.create_community, admin, name="南苑", code="NY")
    with pytest.raises(CommunityTaken):
        perform(store, Directory.create_community, admin, name="南园", code="NY")


@pytest.mark.parametrize("code", ["", "ny", "南", "N Y", "1A", "N-1", "ABCDEF"])
def test_P01_what_could_not_stand_in_a_number_is_no_code(
    store: Store, admin: Actor, code: str
) -> None:
    """Numbers are looked for in capitals, and begin with their series."""
    with pytest.raises(InvalidInput):
        perform(store, Directory.create_community, admin, name="南苑", code=code)


def test_P01_the_longest_number_is_kept_whole() -> None:
    longest = len("TS-ABCDE-2026-000001")
    kept = (Bill.number, Payment.receipt_number, DunningPaper.number, Visit.number)
    kept += (Complaint.number, Repair.number, Round.work_order_number, Notice.number)
    assert [one.type.length >= longest for one in kept] == [True] * len(kept)


def test_P01_who_works_in_one_community_is_shown_that_one(
    store: Store, admin: Actor, actor: Callable[..., Actor]
) -> None:
    perform(store, Directory.create_community, admin, name="南苑", code="NY")
    shown = perform(store, Directory.list_communities, actor("steward"))
    assert shown == {"items": [FIRST], "can_create": False}


def test_P01_a_service_knows_the_first_community_and_those_it_is_told_of(
    store_of: Callable[[str], Store],
) -> None:
    store = store_of("billing")
    first = Known(FIRST_COMMUNITY, 1, "", "")
    published = {"community_id": "c2", "version": 2, "name": "南苑", "code": "NY"}
    with store.read() as uow:
        assert replica.communities(uow) == [first]
        with pytest.raises(NotFound):
            replica.community(uow, "c2")
    deliver(store, BillingService, "on_community_changed", **published)
    deliver(
        store, BillingService, "on_community_changed", **published | {"version": 1, "name": "老名"}
    )
    with store.read() as uow:
        assert replica.communities(uow) == [first, Known("c2", 2, "南苑", "NY")]
        assert replica.community(uow, "c2").code == "NY"
