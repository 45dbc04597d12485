"""P01: who works in several communities says in which a request is meant."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.product import Client, Product

HERE, THERE = "GL", "YX"
BROKEN = {
    "public_place": "大堂", "building": "1栋", "category": "plumbing", "description": "漏水",
    "contact_name": "王芳", "contact_phone": "13812345678",
}  # fmt: skip


def pages(client: Client, path: str, **params: Any) -> Iterator[dict[str, Any]]:
    """All items of a list."""
    cursor: str | None = None
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = client.get(path, limit=200, **params, **more)
        yield from page["items"]
        if (cursor := page["next_cursor"]) is None:
            return


def test_P01_a_list_is_of_the_community_that_is_named(product: Product) -> None:
    director = product.as_("company_director")
    all_homes = {one["id"] for one in pages(director, "/households")}
    here, there = (
        {one["id"] for one in pages(director, "/households", community=code)}
        for code in (HERE, THERE)
    )
    assert len(there) == 120
    assert len(here) >= 891
    assert not here & there
    assert here | there == all_homes
    assert {one["id"] for one in pages(product.as_("director"), "/households")} == here


@pytest.mark.parametrize("code", ["ZZ", "", THERE.lower()])
def test_P01_a_community_that_there_is_not_is_refused_at_its_field(
    product: Product, code: str
) -> None:
    refused = product.as_("company_director").get("/households", 404, community=code)
    assert refused["code"] == "not_found"
    assert list(refused["errors"]) == ["community"]


@pytest.mark.parametrize(("who", "path"), [("director", "/households"), ("resident1", "/bills")])
def test_P01_nobody_names_one_in_which_they_hold_nothing(
    product: Product, who: str, path: str
) -> None:
    client = product.as_(who)
    assert client.get(path, community=HERE)["items"]
    refused = client.get(path, 404, community=THERE)
    assert list(refused["errors"]) == ["community"], "as if there were no such community"


def test_P01_what_is_done_in_one_community_is_done_in_the_one_named(product: Product) -> None:
    director = product.as_("company_director")
    refused = director.post("/repairs", BROKEN, 409)
    assert refused["code"] == "community_not_chosen"
    made = director.call("POST", "/repairs", json=BROKEN, params={"community": THERE})
    assert f"-{THERE}-" in made["number"]
    path = f"/repairs/{made['id']}"
    product.as_("director").get(path, 404)
    assert product.as_("yx_director").get(path)["number"] == made["number"]
    director.get(path, 404, community=HERE)


def test_P01_figures_are_of_the_community_that_is_named(product: Product) -> None:
    finance = product.as_("company_finance")
    there = finance.get("/reports/collection", period="2026-Q3", community=THERE)
    assert there["total"]["billed_count"] == 120
    own = product.as_("yx_finance").get("/reports/collection", period="2026-Q3")
    assert own["total"] == there["total"]


def test_P01_whoever_works_in_several_sees_them_all(product: Product) -> None:
    expected = {
        "admin": [HERE], "company_admin": [HERE, THERE], "company_director": [HERE, THERE],
        "director": [HERE], "yx_steward": [THERE], "resident6": [THERE],
    }  # fmt: skip
    seen = {
        who: [one["code"] for one in product.as_(who).get("/communities")["items"]]
        for who in expected
    }
    assert seen == expected
