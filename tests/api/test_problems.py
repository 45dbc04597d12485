"""Every failure is a problem document (RFC 9457)."""

import logging

import pytest
from flask.testing import FlaskClient

from contracts.complaints.answers import OtherChannelNeedsConsent
from contracts.complaints.cases import Channel
from contracts.problems import SERVICES, catalogue, general, problems_of
from foundation.errors import RemoteRefusal, ServiceAway, ServiceTimeout
from gateway.problems import TITLES
from tests.api.conftest import Bearer
from tests.api.stand_in import StandIn

ENGLISH = {"Accept-Language": "en"}


@pytest.mark.parametrize(
    ("verb", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/api/v1/nowhere", 404, "not_found"),
        ("DELETE", "/api/v1/me", 405, "method_not_allowed"),
        ("GET", "/api/v1/me", 401, "not_authenticated"),
    ],
)
def test_what_flask_refuses_is_a_problem_document(
    client: FlaskClient, verb: str, path: str, status: int, code: str
) -> None:
    answer = client.open(path, method=verb)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    body = answer.get_json(force=True)
    assert body["status"] == status
    assert body["code"] == code
    assert body["type"] == f"/problems/{code}"
    assert body["title"] and body["detail"]


def test_a_refused_verb_is_told_with_those_allowed(client: FlaskClient) -> None:
    answer = client.delete("/api/v1/me")
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))


def test_words_are_chinese_unless_english_is_preferred(client: FlaskClient) -> None:
    chinese = client.get("/nowhere")
    english = client.get("/nowhere", headers=ENGLISH)
    assert chinese.get_json(force=True)["title"] == "未找到"
    assert chinese.headers["Content-Language"] == "zh-CN"
    assert english.get_json(force=True)["title"] == "Not found"
    assert english.headers["Content-Language"] == "en"
    assert chinese.get_json(force=True)["code"] == english.get_json(force=True)["code"]


def test_a_service_that_is_away_is_503_with_retry_after(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    services.answers["directory.me"] = ServiceAway()
    answer = client.get("/api/v1/me", headers=bearer("finance"))
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.get_json(force=True)["code"] == "service_away"


def test_a_service_that_is_late_is_504(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    services.answers["directory.me"] = ServiceTimeout()
    answer = client.get("/api/v1/me", headers=bearer("finance"))
    assert answer.status_code == 504
    assert answer.get_json(force=True)["code"] == "service_timeout"


def test_a_fault_is_told_by_request_id_and_without_internals(
    client: FlaskClient, services: StandIn, bearer: Bearer, caplog: pytest.LogCaptureFixture
) -> None:
    services.answers["directory.me"] = RuntimeError("password=hunter2 in /srv/app.py")
    headers = bearer("finance") | {"X-Request-Id": "abc-123"}
    with caplog.at_level(logging.ERROR):
        answer = client.get("/api/v1/me", headers=headers)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert answer.get_json(force=True)["code"] == "internal_error"
    assert "abc-123" in answer.get_json(force=True)["detail"]
    assert "hunter2" not in text and "Traceback" not in text and "RuntimeError" not in text


def test_a_refusal_is_worded_with_its_parameters(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    refusal = RemoteRefusal("unit_taken", "taken", {}, {"building": "3", "unit": "1001"})
    services.answers["directory.me"] = refusal
    chinese = client.get("/api/v1/me", headers=bearer("finance")).get_json(force=True)
    english = client.get("/api/v1/me", headers=bearer("finance") | ENGLISH).get_json(force=True)
    assert "3 1001" in chinese["detail"] and "已有" in chinese["detail"]
    assert "3 1001" in english["detail"] and "already" in english["detail"]


def test_a_refusal_without_its_parameters_is_still_told(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    services.answers["directory.me"] = RemoteRefusal("unit_taken", "This unit is taken.", {}, {})
    answer = client.get("/api/v1/me", headers=bearer("finance"))
    assert answer.status_code == 409
    assert answer.get_json(force=True)["detail"] == "This unit is taken."


def test_a_code_that_two_services_share_is_worded_by_the_one_that_refused(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    shared = [
        (code, first, second)
        for first in SERVICES
        for second in SERVICES
        for code, problem in problems_of(first).items()
        if code in problems_of(second) and problems_of(second)[code] != problem
    ]
    for code, _, second in shared:
        paths = {
            "complaints": "complaints.search /complaints",
            "billing": "billing.list_bills /bills",
            "repairs": "repairs.search /repairs",
            "notices": "notices.search /notices",
            "directory": "directory.me /me",
        }
        method, path = paths[second].split()
        problem = problems_of(second)[code]
        if "{" in problem.en:
            continue
        services.answers[method] = RemoteRefusal(code, "?", {}, {})
        answer = client.get(f"/api/v1{path}", headers=bearer("supervisor") | ENGLISH)
        assert answer.get_json(force=True)["detail"] == problem.en


def test_an_unknown_code_of_a_service_is_still_a_problem(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    services.answers["directory.me"] = RemoteRefusal("brand_new", "Something new.", {}, {})
    answer = client.get("/api/v1/me", headers=bearer("finance"))
    assert answer.status_code == 409
    assert answer.get_json(force=True)["code"] == "brand_new"


def test_field_errors_of_a_service_are_in_the_callers_language(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    errors = {"lines": {0: {"amount": ["Not a valid number."]}}, "q": ["Unknown field."]}
    services.answers["directory.me"] = RemoteRefusal("invalid_input", "?", errors, {})
    chinese = client.get("/api/v1/me", headers=bearer("finance")).get_json(force=True)
    english = client.get("/api/v1/me", headers=bearer("finance") | ENGLISH).get_json(force=True)
    assert chinese["errors"] == {"lines.0.amount": ["应为数字。"], "q": ["没有这个字段。"]}
    assert english["errors"] == {"lines.0.amount": ["Not a valid number."], "q": ["Unknown field."]}


def test_every_problem_is_worded_in_both_languages_with_the_same_parameters() -> None:
    from string import Formatter

    for code, problem in catalogue().items():
        used = [
            {name for _, name, _, _ in Formatter().parse(text) if name}
            for text in (problem.zh, problem.en)
        ]
        assert used[0] == used[1], code
        assert problem.zh != problem.en, code


def test_every_status_in_use_has_a_title() -> None:
    used = {problem.status for problem in catalogue().values()}
    assert used <= set(TITLES)


def test_general_problems_are_not_worded_again_by_a_service() -> None:
    again = {code for service in SERVICES for code in problems_of(service) if code in general()}
    assert not again


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_the_type_of_a_problem_leads_to_a_page_that_explains_it(
    client: FlaskClient, code: str
) -> None:
    answer = client.get(f"/problems/{code}", headers=ENGLISH)
    assert answer.status_code == 200
    assert code in answer.get_data(as_text=True)


def test_an_unknown_problem_has_no_page(client: FlaskClient) -> None:
    assert client.get("/problems/nothing").status_code == 404


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh-CN", "来自“来电”渠道"), ("en", "What came by Phone is answered by Phone;")],
)
def test_a_code_is_named_by_the_words_of_its_own_enum(
    client: FlaskClient, services: StandIn, bearer: Bearer, language: str, said: str
) -> None:
    services.answers["directory.me"] = OtherChannelNeedsConsent(expected=Channel.PHONE)
    answer = client.get("/api/v1/me", headers=bearer("finance") | {"Accept-Language": language})
    assert said in answer.get_json(force=True)["detail"]
