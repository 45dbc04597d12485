"""P05, C14: the pages of departments, and where departments are chosen and shown."""

from typing import Any

import pytest
from flask import Flask, g

from contracts.complaints import methods
from contracts.complaints.departments import DepartmentTaken
from contracts.roles import Role
from foundation.errors import ServiceAway
from gateway.web import audit_entries, audit_words, departments
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

PAGE = "/settings/departments"
ROW: dict[str, Any] = {
    "code": "engineering", "name": "设施部", "name_zh": "设施部", "name_en": "Facilities",
    "also": ["工程部", "维修部"], "open": 3, "active": True, "position": 1, "version": 2,
    "source": "company",
}  # fmt: skip
GONE = ROW | {
    "code": "pool", "name": "泳池班", "name_zh": "泳池班", "name_en": "Pool", "also": [],
    "active": False, "source": "code",
}  # fmt: skip
CATEGORY: dict[str, Any] = {
    "code": "mail", "name": "信件快递", "name_zh": "信件快递", "name_en": "Mail", "words": ["快递"],
    "department": "pool", "department_name": "泳池班", "response": "own_scope",
    "disputes_fee": False, "active": True, "position": 9, "version": 3, "source": "company",
}  # fmt: skip


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    services.answers |= {
        methods.DEPARTMENTS.key: {"items": [ROW, GONE]},
        methods.CREATE_DEPARTMENT.key: ROW,
        methods.EDIT_DEPARTMENT.key: ROW,
        methods.TAKE_BACK_DEPARTMENT.key: ROW | {"source": "code"},
        methods.CATEGORIES.key: {"items": [CATEGORY]},
    }


def sent(services: StandIn, method: str) -> Any:
    """What a method was called with."""
    return next(call.data for call in services.calls if call.method == method)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ("职能部门", "其他名称", "公司规定")),
        ("en", ("Departments", "Other names", "Company")),
    ],
)
def test_P05_the_page_lists_them_in_both_languages(
    log_in: LogIn, language: str, said: tuple[str, ...]
) -> None:
    page = log_in(Role.SUPERVISOR).text(PAGE, **{"Accept-Language": language})
    assert all(word in page for word in said) and f"{PAGE}/engineering" in page


def test_P05_the_page_is_for_managers(log_in: LogIn) -> None:
    assert f'href="{PAGE}"' in log_in(Role.DIRECTOR).text("/settings/categories")
    assert f'href="{PAGE}"' not in log_in(Role.ADMIN).text("/settings/policies")


def test_P05_one_is_made_changed_and_taken_back(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.DIRECTOR)
    names = {"name_zh": "水景班", "name_en": "Waterworks", "also": "喷泉组\n\n 水泵组 "}
    assert person.send(PAGE, code="waterworks", **names).status_code == 303
    made = sent(services, "create_department")
    assert made == names | {"code": "waterworks", "also": ["喷泉组", "水泵组"]}
    assert "维修部" in person.text(f"{PAGE}/engineering")
    about = {"position": "2", "version": "2"}
    assert person.send(f"{PAGE}/engineering", **names, **about).status_code == 303
    changed = sent(services, "edit_department")
    assert (changed["code"], changed["active"], changed["position"]) == ("engineering", False, "2")
    assert person.send(f"{PAGE}/engineering/back", version="2").status_code == 303
    assert sent(services, "take_back_department") == {"code": "engineering"}


def test_P05_what_is_refused_stands_at_its_field(services: StandIn, log_in: LogIn) -> None:
    services.answers[methods.CREATE_DEPARTMENT.key] = DepartmentTaken(field="name_zh")
    answer = log_in(Role.DIRECTOR).send(PAGE, code="works", name_zh="工程部", name_en="Works")
    assert answer.status_code == 409 and "已有部门使用该编码或名称" in answer.text


def test_P05_one_that_is_not_there_has_no_page(log_in: LogIn) -> None:
    assert log_in(Role.DIRECTOR).get(f"{PAGE}/nowhere").status_code == 404


def test_P05_a_category_offers_the_active_ones_and_keeps_its_own(
    services: StandIn, log_in: LogIn
) -> None:
    person = log_in(Role.DIRECTOR)
    page = person.text("/settings/categories/mail")
    assert '<option value="engineering">设施部</option>' in page
    assert '<option selected value="pool">泳池班</option>' in page
    assert 'value="pool"' not in person.text("/settings/categories")


def test_C14_the_page_of_categories_is_there_while_departments_are_not(
    services: StandIn, log_in: LogIn
) -> None:
    services.answers[methods.DEPARTMENTS.key] = ServiceAway(service="complaints")
    page = log_in(Role.DIRECTOR).text("/settings/categories/mail")
    assert '<option selected value="pool">pool</option>' in page


@pytest.mark.parametrize(("name", "leads"), [("departments", False), ("unreached_days", True)])
def test_P05_the_history_of_a_policy_that_is_gone_is_read_without_a_page_to_lead_to(
    app: Flask, name: str, leads: bool
) -> None:
    with app.test_request_context():
        changed = {"entity": "policies", "id": name, "after": {"before": 3, "after": ["工程部"]}}
        if not leads:
            (said, *_rest) = audit_words.change("complaints", changed)["values"]
            assert said == ("职能部门", "3", "工程部")
        row = {"subject_kind": "policy", "service": "complaints"}
        assert bool(audit_entries.address_of(row, "", "", name)) is leads


def test_P01_a_communitys_own_is_named_where_no_community_is_chosen_and_not_offered(
    app: Flask,
) -> None:
    own = ROW | {"code": "pumps", "name": "水泵班", "name_zh": "水泵班", "name_en": "Pumps"}
    with app.test_request_context():
        g.departments = {"items": [ROW, GONE], "elsewhere": [own | {"also": []}]}
        assert departments.name_of("pumps") == departments.name_of("Pumps") == "水泵班"
        assert dict(departments.options("无")) == {"": "无", "engineering": "设施部"}
        assert ("pumps", "水泵班") in departments.options("无", "pumps"), "who has it keeps it"
        g.departments = {"items": [ROW, GONE]}
        assert departments.name_of("pumps") == "pumps", "negative control"
