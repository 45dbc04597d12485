"""P05: policies on pages: found, changed once it was seen what that does, planned, taken back."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectMultipleField

from contracts.policy import PolicyValue
from contracts.policy_fields import Entries, kept
from contracts.roles import Role
from contracts.service_admin import ChangeState
from foundation import policy
from foundation.clock import SystemClock, local_date
from foundation.errors import InvalidInput, PolicyContradiction, PolicyHolds, Said
from gateway.web.settings.policies import method_of
from gateway.web.settings.policy_forms import SettingForm, form_of
from guanjia.registry import service_class
from tests.api.stand_in import StandIn
from tests.contracts.test_policies import VALUES
from tests.web.conftest import LogIn

PAGE = "/settings/policies/billing/dunning_until"


def item(service: str, name: str, **more: Any) -> dict[str, Any]:
    """A value as the services show it."""
    value = import_module(f"contracts.{service}.policy").POLICY[name]
    default = policy.values(service_class(service).retention_policy())[name]
    return {
        "service": service, "name": name, "community_id": None, "subject": value.subject.value,
        "label": value.word.zh, "meaning": value.meaning.zh, "unit": None, "default": default,
        "company": None, "community": None, "in_force": default, "source": "code", "planned": 0,
        "of_company": value.of_company, "right": value.right.value, "may_change": True,
    } | more  # fmt: skip


def one(**more: Any) -> dict[str, Any]:
    """The end of dunning, with its history."""
    effect = {"code": "ladder_anew", "count": 104, "text": "104户催缴中的住户不提前"}
    entry = {
        "id": "7", "community_id": None, "community": "", "value": "19:00", "before": "20:00",
        "from": "2027-01-01T00:00:00+08:00", "state": "planned", "reason": "冬季",
        "at": "2026-11-02T10:00:00+08:00", "by": "赵总", "by_id": "p1", "withdrawn_at": None,
        "withdrawn_by": None,
    }  # fmt: skip
    shown = {"communities": [], "effects": [effect], "history": [entry], "version": 3}
    return item("billing", "dunning_until", planned=1) | shown | more


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    for service in ("directory", "repairs", "complaints", "notices"):
        services.answers[f"{service}.list_policies"] = {"items": []}
    differs = item("billing", "dunning_least", source="company")
    services.answers["billing.list_policies"] = {
        "items": [item("billing", "late_charge_daily_percent"), differs]
    }
    services.answers["billing.get_policy"] = one()
    services.answers["billing.change_policy"] = lambda data: one(in_force=data["value"])
    services.answers["billing.withdraw_policy_change"] = one(planned=0)


def changes(services: StandIn) -> list[dict[str, Any]]:
    """What was sent to be changed."""
    return [call.data for call in services.calls if call.method == "change_policy"]


def test_P05_values_are_listed_by_subject_searched_and_marked(log_in: LogIn) -> None:
    person = log_in(Role.SUPERVISOR)
    page = person.text("/settings/policies")
    assert "违约金日比例" in page and "各步最低欠费" in page and "公司规定" in page
    assert "违约金日比例" not in person.text("/settings/policies?changed=1")
    assert "各步最低欠费" not in person.text("/settings/policies?q=违约金 比例")


def test_P05_nothing_is_changed_before_it_was_seen_what_that_does(
    services: StandIn, log_in: LogIn
) -> None:
    person = log_in(Role.DIRECTOR)
    typed = {"value": "19:30", "from_day": "2027-02-01", "reason": "春节", "version": "3"}
    page = person.send(PAGE, **typed).get_data(as_text=True)
    assert "104户催缴中的住户不提前" in page and "19:30" in page and "确认修改" in page
    (asked,) = changes(services)
    assert asked["dry_run"] is True
    answer = person.send(PAGE, **typed, act="save")
    assert answer.status_code == 303
    saved = changes(services)[-1]
    wanted = {"value": "19:30", "from": "2027-02-01", "reason": "春节", "name": "dunning_until"}
    assert "dry_run" not in saved and saved.items() >= wanted.items()
    sent = [call.context for call in services.calls if call.method == "change_policy"]
    assert {one["if_match"] for one in sent} == {"3"}


FACTOR = "/settings/policies/directory/second_factor_roles"


@pytest.mark.parametrize(("roles", "waits"), [(["finance"], True), (["admin", "finance"], False)])
def test_P03_that_a_role_needs_no_second_factor_is_shown_to_hold_from_tomorrow(
    services: StandIn, log_in: LogIn, roles: list[str], waits: bool
) -> None:
    tomorrow = (local_date(SystemClock().now()) + timedelta(days=1)).isoformat()
    state = ChangeState.PLANNED if waits else ChangeState.HOLDS
    shown = item("directory", "second_factor_roles") | {
        "communities": [], "effects": [], "version": 3,
        "history": [one()["history"][0] | {"value": roles, "before": roles, "state": state}],
    }  # fmt: skip
    services.answers["directory.get_policy"] = shown
    services.answers["directory.change_policy"] = lambda data: shown | {"in_force": data["value"]}
    person = log_in(Role.ADMIN)
    typed: Any = MultiDict([*(("value", role) for role in roles), ("version", "3")])
    page = person.send(FACTOR, **typed.to_dict(flat=False)).get_data(as_text=True)
    assert (tomorrow in page) is waits
    person.send(FACTOR, **typed.to_dict(flat=False), act="save")
    assert ("到期自动生效" in person.text(FACTOR)) is waits


def test_P05_a_contradiction_stands_at_the_value(services: StandIn, log_in: LogIn) -> None:
    services.answers["billing.change_policy"] = PolicyContradiction(
        field="value", other=Said("催缴开始时间", "Dunning begins at"),
        theirs=Said("09:00", "09:00"), where=Said("现", ""), rule=Said("须早于", "before"),
    )  # fmt: skip
    answer = log_in(Role.DIRECTOR).send(PAGE, value="08:00", version="3")
    assert answer.status_code == 422
    assert "与“催缴开始时间”（现为09:00）矛盾：须早于" in answer.get_data(as_text=True)


def test_P05_what_is_wrong_with_one_entry_stands_at_it(services: StandIn, log_in: LogIn) -> None:
    name = "dunning_days_after"
    services.answers["billing.get_policy"] = one() | item("billing", name)
    wrong = {"value": {"visit": {"value": ["Not a valid integer."]}}}
    services.answers["billing.change_policy"] = InvalidInput(errors=wrong)
    days = {"value_message": "1", "value_letter": "15", "value_lawyer_letter": "60"}
    answer = log_in(Role.DIRECTOR).send(
        f"/settings/policies/billing/{name}", **days, value_visit="x", version="3"
    )
    shown = answer.get_data(as_text=True).split('name="value_visit"')[1].split("</div>")[0]
    assert "应为整数" in answer.get_data(as_text=True) and 'value="x"' in shown
    assert changes(services)[0]["value"] == {
        "message": "1", "visit": "x", "letter": "15", "lawyer_letter": "60",
    }  # fmt: skip


def test_P05_what_is_planned_is_withdrawn(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.DIRECTOR)
    page = person.text(PAGE)
    assert "自2027年1月1日起" in page and "冬季" in page
    assert person.send(f"{PAGE}/changes/7/withdraw").status_code == 303
    call = next(one for one in services.calls if one.method == "withdraw_policy_change")
    assert call.data == {"name": "dunning_until", "change_id": "7"}


def test_P05_what_holds_already_is_not_withdrawn_and_the_page_says_so(
    services: StandIn, log_in: LogIn
) -> None:
    services.answers["billing.withdraw_policy_change"] = PolicyHolds()
    answer = log_in(Role.DIRECTOR).send(f"{PAGE}/changes/7/withdraw")
    assert answer.status_code == 409
    assert "已生效或已撤回" in answer.get_data(as_text=True)


def test_P05_a_value_is_taken_back_once_it_was_seen(services: StandIn, log_in: LogIn) -> None:
    services.answers["billing.get_policy"] = one(company="19:00", in_force="19:00")
    services.answers["billing.change_policy"] = one(in_force="20:00")
    person = log_in(Role.DIRECTOR)
    assert "恢复为系统默认" in person.text(PAGE)
    assert "确认修改" in person.send(f"{PAGE}/back", version="3").get_data(as_text=True)
    assert person.send(f"{PAGE}/back", version="3", act="save").status_code == 303
    assert [(data["value"], data.get("dry_run")) for data in changes(services)] == [
        (None, True), (None, None),
    ]  # fmt: skip


def test_P05_who_may_not_change_a_value_is_offered_no_form(
    services: StandIn, log_in: LogIn
) -> None:
    services.answers["billing.get_policy"] = one(may_change=False, company="19:00")
    page = log_in(Role.FINANCE).text(PAGE)
    assert 'name="value"' not in page and "撤回" not in page and "恢复为" not in page
    assert "可由分管副总经理、项目经理修改。" in page


def test_P05_a_value_of_no_name_has_no_page(log_in: LogIn) -> None:
    person = log_in(Role.DIRECTOR)
    for address in ("billing/nothing", "nobody/keep_audit_days"):
        assert person.get(f"/settings/policies/{address}").status_code == 404


def test_P01_the_community_that_was_chosen_is_that_whose_value_is_changed(
    services: StandIn, log_in: LogIn
) -> None:
    several = [
        {"id": f"c{n}", "name": name, "name_en": "", "code": f"C{n}", "address": "",
         "service_phone": "", "hours": "", "version": 1}
        for n, name in enumerate(("观澜", "南苑"))
    ]  # fmt: skip
    services.answers["directory.list_communities"] = {"items": several, "can_create": False}
    person = log_in(Role.DIRECTOR)
    assert "南苑" in person.text(f"{PAGE}?community=c1")
    person.send(f"{PAGE}?community=c1", value="19:30", version="3")
    assert changes(services)[0]["community"] == "c1"


def typed(form: SettingForm) -> MultiDict[str, str]:
    """What a browser sends of a form that nobody has touched."""
    sent: MultiDict[str, str] = MultiDict()
    for widget in form.widgets:
        field = form[widget.name]
        if isinstance(field, BooleanField):
            if field.data:
                sent.add(widget.name, "y")
        elif isinstance(field, SelectMultipleField):
            sent.setlist(widget.name, list(field.data or ()))
        else:
            sent.add(widget.name, str(field.data))
    return sent


@pytest.mark.parametrize(("service", "name", "value"), VALUES)
def test_P05_the_form_of_a_value_says_what_it_is_and_gives_it_back(
    app: Flask, service: str, name: str, value: PolicyValue
) -> None:
    """Whatever kind it is of: what is shown and sent unchanged is the value itself."""
    default = policy.values(service_class(service).retention_policy())[name]
    kind = form_of(value, method_of(service, "change_policy"))
    with app.test_request_context():
        shown = kind(formdata=None).filled_from(default)
        assert all(str(shown[one.name].label.text) and shown[one.name]() for one in shown.widgets)
        sent = kind(formdata=typed(shown))
        given = kept(value.field, sent.wanted())
    if isinstance(value.field, Entries) and not value.field.complete:
        default = {key: each for key, each in default.items() if each not in ("", [])}
    assert given == default or sorted(given) == sorted(default), "boxes have an order of their own"
