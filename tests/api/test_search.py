"""P07: `GET /search` asks all services at once, for the staff."""

import pytest
from flask.testing import FlaskClient

from contracts.roles import STAFF, Role
from foundation.errors import ServiceAway
from tests.api.conftest import Bearer
from tests.api.stand_in import StandIn
from tests.web.test_search import CASE, HOME, answered

PATH = "/api/v1/search"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_P07_it_answers_groups_with_where_each_is_shown(
    client: FlaskClient, services: StandIn, bearer: Bearer, role: Role
) -> None:
    answered(services, complaints=[CASE], directory=[HOME])
    answer = client.get(f"{PATH}?q=漏水", headers=bearer(role))
    if role not in STAFF:
        assert answer.status_code == 403
        return
    assert answer.get_json() == {
        "groups": [
            {
                "kind": "household",
                "items": [
                    {
                        "id": "h1", "title": "3栋 2-1001", "subtitle": "王芳", "community": "",
                        "url": "/desk/households/h1",
                    }
                ],
            },
            {
                "kind": "complaint",
                "items": [
                    {
                        "id": "c1", "title": "TS-2026-000001", "community": "",
                        "subtitle": "3栋 · <b>漏水",
                        "url": "/desk/cases/c1",
                    }
                ],
            },
        ],
        "missing": [],
    }  # fmt: skip


def test_P07_a_service_that_is_away_leaves_out_its_group_and_says_so(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    answered(services, directory=[HOME])
    services.answers["complaints.find"] = ServiceAway()
    answer = client.get(f"{PATH}?q=漏水", headers=bearer("receptionist")).get_json()
    assert [group["kind"] for group in answer["groups"]] == ["household"]
    (missing,) = answer["missing"]
    assert missing["service"] == "complaints" and missing["detail"]


@pytest.mark.parametrize(
    ("query", "field"),
    [("", "q"), ("?q=", "q"), ("?q=" + "水" * 61, "q"), ("?q=x&limit=11", "limit")],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_P07_bad_input_names_the_field(
    client: FlaskClient, services: StandIn, bearer: Bearer, query: str, field: str, language: str
) -> None:
    answered(services)
    headers = bearer("receptionist") | {"Accept-Language": language}
    answer = client.get(f"{PATH}{query}", headers=headers)
    assert (answer.status_code, list(answer.get_json(force=True)["errors"])) == (422, [field])
