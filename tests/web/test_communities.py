"""P01: who works in several communities chooses one in the head of every page."""

import json
from typing import Any

import pytest

from contracts.directory import methods
from contracts.roles import Role
from foundation.errors import CommunityNotChosen
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import NO_MORE, LogIn

KNOWN = [
    {"id": "c1", "name": "观澜花园", "code": "GL"},
    {"id": "c2", "name": "云栖里", "code": "YX"},
]
UNSAID = {
    "name_en": "",
    "address": "",
    "service_phone": "",
    "hours": "",
    "closed_at": None,
    "version": 1,
}
PAGE = "/settings/communities"


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    """There are two."""
    listed = {"items": [one | UNSAID for one in KNOWN], "can_create": False}
    services.answers |= {
        methods.ALL_COMMUNITIES.key: listed,
        methods.LIST_COMMUNITIES.key: listed,
        "directory.own_second_factor": {"enrolled": False, "required": False},
        "directory.list_sessions": NO_MORE,
    }


def entered(browsing: Browsing, services: StandIn, *places: str | None) -> Browsing:
    """Somebody who manages these communities; None: all."""
    grants = [{"role": Role.DIRECTOR, "community_id": place} for place in places]
    person = {"id": "p1", "name": "王芳", "roles": ["director"], "household_ids": []}
    said = json.dumps(person | {"grants": grants})
    services.answers["directory.authenticate"] = person | {"session_id": said}
    assert browsing.send("/login", username="somebody", password="secret").status_code == 303
    return browsing


def holds(services: StandIn) -> set[tuple[str, str | None]]:
    """What the page was last asked for with."""
    asked = (one for one in reversed(services.calls) if one.method == "list_communities")
    claims: dict[str, Any] = json.loads(next(asked).context["actor"])
    return {(role, place) for role, place in claims["grants"]}


def test_P01_what_is_asked_after_the_choice_is_asked_there(
    browsing: Browsing, services: StandIn
) -> None:
    person = entered(browsing, services, None)
    page = person.text(PAGE)
    assert "全部项目" in page and "云栖里" in page
    assert holds(services) == {("director", None)}
    assert person.send("/community", community="c2").status_code == 303
    person.text(PAGE)
    assert holds(services) == {("director", "c2")}
    person.send("/community", community="")
    person.text(PAGE)
    assert holds(services) == {("director", None)}


def test_P01_with_one_community_there_is_nothing_to_choose(
    browsing: Browsing, services: StandIn
) -> None:
    person = entered(browsing, services, "c2")
    assert "全部项目" not in person.text(PAGE)
    assert person.send("/community", community="c1").status_code == 404
    person.text(PAGE)
    assert holds(services) == {("director", "c2")}


def test_P01_a_choice_ends_with_the_right_to_it(browsing: Browsing, services: StandIn) -> None:
    person = entered(browsing, services, "c1", "c2")
    person.send("/community", community="c2")
    person.text(PAGE)
    assert holds(services) == {("director", "c2")}
    left = {"id": "p1", "name": "王芳", "roles": ["director"], "household_ids": []}
    services.answers["directory.session"] = left | {
        "grants": [{"role": "director", "community_id": "c1"}]
    }
    browsing.client.application.extensions["guanjia"].sessions.forget()
    person.text(PAGE)
    assert holds(services) == {("director", "c1")}, "nothing of the one that was taken"


def test_P01_residents_choose_nothing(log_in: LogIn) -> None:
    assert "全部项目" not in log_in(Role.RESIDENT).text("/account")


FIGURES: dict[str, Any] = {
    "directory.list_buildings": {"items": [{"building": "1栋", "households": 50}]},
    "billing.billed_periods": {"items": []},
    "complaints.trend": {"month": "2026-11", "months": [
        {"month": "2026-11", "complaints": 3, "share_kept": "66.7"},
    ]},
    "complaints.overdue": {"total": 2},
    "repairs.figures": {"response": {"share": "0.5000"}, "follow_up": {"rate": None}},
}  # fmt: skip


def test_P01_communities_stand_side_by_side_each_asked_by_itself(
    browsing: Browsing, services: StandIn
) -> None:
    services.answers |= FIGURES
    person = entered(browsing, services, None)
    page = person.text("/manage/figures/communities")
    assert page.index("观澜花园") < page.index("云栖里")
    for figure in ("50", "6.00", "66.70%", "50.00%"):
        assert page.count(f">{figure}</button>") == 2, figure
    asked = [
        {place for _, place in json.loads(one.context["actor"])["grants"]}
        for one in services.calls
        if one.method == "overdue"
    ]
    assert asked == [{"c1"}, {"c2"}]


def test_P01_a_figure_leads_to_what_it_counts_in_its_community(
    browsing: Browsing, services: StandIn
) -> None:
    person = entered(browsing, services, None)
    answer = person.send("/community", community="c2", back="/manage/figures/overdue")
    assert answer.headers["Location"].endswith("/manage/figures/overdue")
    answer = person.send("/community", community="c1", back="//elsewhere.example")
    assert "elsewhere" not in answer.headers["Location"]


def test_P01_with_one_community_nothing_stands_beside_it(
    browsing: Browsing, services: StandIn
) -> None:
    page = entered(browsing, services, "c2").text("/manage/figures/communities")
    assert "目前只有一个项目" in page


RUN = {"total": 0, "billed": 0, "amount": "0.00", "outlier_count": 0, "outlier_percent": 30,
       "items": [], "outliers": [], "missing": [], "already": [], "period": "2027",
       "due_date": "2027-12-31"}  # fmt: skip
ASKED = "此项须在一个项目中办理，请先选择项目。"
IN_ONE = {"/finance/bill-runs": "finance", "/notices/new": "director"}
"""Pages whose form makes something in one community, and by whom they are filled in."""


def of_role(role: str, browsing: Browsing, services: StandIn, *places: str | None) -> Browsing:
    """Somebody of one role in these communities; None: for the company."""
    services.answers |= {
        "billing.list_bill_runs": NO_MORE,
        "billing.preview_bill_run": RUN,
        "directory.list_buildings": {"items": []},
        "directory.opening": {"items": []},
    }
    grants = [{"role": role, "community_id": place} for place in places]
    person = {"id": "p1", "name": "王芳", "roles": [role], "household_ids": [], "grants": grants}
    services.answers["directory.authenticate"] = person | {"session_id": json.dumps(person)}
    assert browsing.send("/login", username="somebody", password="secret").status_code == 303
    return browsing


@pytest.mark.parametrize("path", IN_ONE)
@pytest.mark.parametrize("places", [(None,), ("c1", "c2")])
def test_P01_a_form_of_one_community_has_it_chosen_before_it_is_filled_in(
    browsing: Browsing, services: StandIn, path: str, places: tuple[str | None, ...]
) -> None:
    person = of_role(IN_ONE[path], browsing, services, *places)
    assert ASKED in person.text(path)
    assert f'formaction="/community?back={path}' in person.text(path).replace("%2F", "/")
    chosen = person.send(f"/community?back={path}", community="c2")
    assert chosen.headers["Location"].endswith(path)
    assert ASKED not in person.text(path)


def test_P01_nobody_is_asked_to_choose_who_does_it_in_one(
    browsing: Browsing, services: StandIn
) -> None:
    assert ASKED not in of_role("finance", browsing, services, "c2").text("/finance/bill-runs")


def test_P01_a_refusal_offers_the_communities_and_leads_back(
    browsing: Browsing, services: StandIn
) -> None:
    person = of_role("finance", browsing, services, None)
    services.answers["billing.preview_bill_run"] = CommunityNotChosen()
    filled = person.send("/finance/bill-runs", period="2027", due_date="2027-12-31", once="k")
    page = person.get("/finance/bill-runs/preview?period=2027&due_date=2027-12-31")
    assert (filled.status_code, page.status_code) == (409, 409)
    for answer in (filled, page):
        text = answer.get_data(as_text=True)
        assert "您负责多个项目，请先选定在哪个项目办理。" in text and "小区" not in text
        assert text.count('form="choose-community"') == 2
    back = person.send("/community?back=//elsewhere.example", community="c2")
    assert "elsewhere" not in back.headers["Location"]
