"""P10: verifying a paper over the API, by whoever holds it."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from contracts.papers import PaperKind
from foundation.errors import NotFound, ServiceAway
from gateway import paper_check, throttling
from gateway.paper_codes import paper_code
from tests.api.conftest import SECRET
from tests.api.logins import login
from tests.api.stand_in import StandIn

PATH = "/api/v1/papers/verify"
HEAD = {"company": "某某物业有限公司", "company_en": "Some Company", "community": "观澜花园",
        "community_en": ""}  # fmt: skip
FACTS: dict[str, Any] = {
    "community_id": "n1",
    "kind": "receipt", "number": "SJ-2026-000001", "on": "2026-11-28", "amount": "1509.30",
    "name": "王*", "state": "valid", "state_on": None, "outstanding": None,
}  # fmt: skip
CODE = paper_code(SECRET, PaperKind.RECEIPT, "SJ-2026-000001", "1509.30", "2026-11-28")


@pytest.fixture(autouse=True)
def papers(services: StandIn) -> None:
    """One receipt."""

    def find(data: dict[str, Any]) -> dict[str, Any]:
        if data["number"] != FACTS["number"]:
            raise NotFound
        return FACTS

    services.answers["billing.find_paper"] = find
    services.answers["directory.issuer_of_paper"] = HEAD


def verify(client: FlaskClient, number: str = "SJ-2026-000001", code: str = CODE) -> Any:
    return client.get(PATH, query_string={"number": number, "code": code})


def test_P10_a_genuine_paper_is_told_with_what_it_says(
    client: FlaskClient, services: StandIn
) -> None:
    answer = verify(client)
    told = {name: value for name, value in FACTS.items() if name != "community_id"}
    told |= {"company": "某某物业有限公司", "community": "观澜花园"}
    assert (answer.status_code, answer.get_json()) == (200, told)
    assert services.last.data == {"community_id": "n1"}
    assert verify(client, " sj-2026-000001 ", CODE.lower().replace("-", "")).status_code == 200
    wide = str.maketrans({chr(one): chr(one + 0xFEE0) for one in range(0x21, 0x7F)})
    for number in ("SJ-2026-000001", "SJ2026000001", "SJ 2026 1", "SJ—2026—000001"):
        for code in (CODE, CODE.replace("-", "–"), CODE.replace("-", "　")):
            said = verify(client, number.translate(wide), code.translate(wide))
            assert said.status_code == 200, (number, code)


def test_P10_a_paper_whose_amount_was_changed_is_not_verified(
    client: FlaskClient, services: StandIn
) -> None:
    services.answers["billing.find_paper"] = FACTS | {"amount": "509.30"}
    assert verify(client).status_code == 404


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("SJ-2026-000001", "0000-0000-0000"), ("SJ-2026-000002", CODE), ("XX-2026-000001", CODE),
        ("LS-2026-000001", CODE), ("nothing", CODE),
    ],
)  # fmt: skip
def test_P10_what_does_not_belong_together_is_refused_alike(
    client: FlaskClient, number: str, code: str
) -> None:
    answer = verify(client, number, code)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (404, "paper_not_verified")


def test_P10_both_are_needed(client: FlaskClient) -> None:
    answer = client.get(PATH, query_string={"number": "SJ-2026-000001"})
    assert answer.status_code == 422 and "code" in answer.get_json(force=True)["errors"]


def test_P10_an_issuer_that_is_away_says_nothing_about_the_paper(
    client: FlaskClient, services: StandIn
) -> None:
    services.answers["billing.find_paper"] = ServiceAway()
    assert {verify(client).status_code for _ in range(15)} == {503}


def test_P10_codes_cannot_be_guessed_by_trying(client: FlaskClient) -> None:
    tried = [verify(client, code=f"{number:012d}").status_code for number in range(11)]
    assert tried == [404] * 10 + [429]
    assert verify(client).get_json(force=True)["code"] == "too_many_checks"


def test_P10_without_the_brake_they_could(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: it is the count of failures that refuses."""
    monkeypatch.setattr(
        paper_check, "PAPERS", throttling.LimitedAction("papers", "no such code", "none")
    )
    assert {verify(client, code=f"{n:012d}").status_code for n in range(20)} == {404}


@pytest.mark.usefixtures("directory")
def test_P10_failed_verifications_keep_nobody_from_logging_in(client: FlaskClient) -> None:
    for number in range(120):
        verify(client, f"SJ-2026-{number:06d}", "0000-0000-0000")
    assert verify(client).status_code == 429
    assert login(client).status_code == 200


def test_P10_it_is_said_who_issued_it_in_the_readers_language_where_that_is_known(
    client: FlaskClient, services: StandIn
) -> None:
    named = {"number": "SJ-2026-000001", "code": CODE}
    english = client.get(PATH, query_string=named, headers={"Accept-Language": "en"}).get_json()
    assert (english["company"], english["community"]) == ("Some Company", "观澜花园")
    services.answers["directory.issuer_of_paper"] = ServiceAway()
    told = verify(client).get_json()
    assert (told["company"], told["community"], told["state"]) == ("", "", "valid")


def test_P10_a_closing_statement_is_verified_by_number_and_day_its_figures_are_todays(
    client: FlaskClient, services: StandIn
) -> None:
    number, day = "JZ-20261102-3F9A1C", "2026-11-02"
    code = paper_code(SECRET, PaperKind.CLOSING, number, None, day)
    facts = FACTS | {"kind": "closing", "number": number, "on": day, "outstanding": "60.00"}
    for amount in ("-30.00", "70.00"):
        services.answers["billing.find_paper"] = facts | {"amount": amount}
        told = verify(client, number, code).get_json()
        assert (told["amount"], told["outstanding"]) == (amount, "60.00")
    assert verify(client, number, CODE).status_code == 404
