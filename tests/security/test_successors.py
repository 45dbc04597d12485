"""D06, B19: whoever takes an owner's place finds nothing of theirs, and they nothing any more."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.security.households import home_of, lodge_complaint
from tests.support.product import DEMO_PASSWORD, Client, Product, embedded, eventually

SELLER, BUYER = "resident5", "buyer5"
LISTS = ("/bills", "/payments", "/complaints", "/repairs", "/me/messages")


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One of its own: whoever logs in as the seller elsewhere still lives there."""
    with embedded(tmp_path_factory.mktemp("sold"), loaded=True) as running:
        yield running


def seen(by: Client, path: str) -> list[str]:
    """What a list holds."""
    return [one["id"] for one in by.get(path, limit=100)["items"]]


def sell(product: Product, home: str) -> dict[str, Any]:
    """Somebody else owns the home now, and is let in."""
    desk = product.as_("supervisor")
    known = desk.get(f"/households/{home}")
    facts = {
        "owner_name": "赵敏", "phone": "13600000009",
        "identity_check": {"method": "certificate", "by": "林晓梅"},
    }  # fmt: skip
    sold = desk.call(
        "PATCH", f"/households/{home}", 200, json=facts,
        headers={"If-Match": f'"{known["version"]}"'},
    )  # fmt: skip
    owner = next(one for one in sold["members"] if one["name"] == "赵敏")
    person = {"name": "赵敏", "roles": ["resident"], "member_ids": [owner["id"]]}
    made = product.as_("director").post("/people", person, 201)
    account = {"username": BUYER, "password": "correct horse 9"}
    product.as_("admin").post(f"/people/{made['id']}/account", account, 201)
    return dict(owner)


def test_D06_a_buyer_finds_nothing_of_the_seller_who_finds_nothing_any_more(
    product: Product,
) -> None:
    seller, home = product.as_(SELLER), home_of(product, SELLER)
    complaint = lodge_complaint(product, home)["id"]
    bills = seen(seller, "/bills")
    assert bills and complaint in seen(seller, "/complaints")
    assert seller.get(f"/households/{home}")["id"] == home

    owner = sell(product, home)
    assert owner["email"] is None
    for path in (f"/households/{home}", f"/households/{home}/statement"):
        eventually(lambda path=path: seller.raw("GET", path).status_code in (401, 403))
    login = {"username": SELLER, "password": DEMO_PASSWORD}
    assert product.as_("supervisor").raw("POST", "/auth/token", json=login).status_code == 401

    buyer = product.as_(BUYER, "correct horse 9")
    assert buyer.get(f"/households/{home}")["owner_name"] == "赵敏"
    assert {path: seen(buyer, path) for path in LISTS} == {path: [] for path in LISTS}
    for path in (f"/bills/{bills[0]}", f"/complaints/{complaint}"):
        assert buyer.raw("GET", path).status_code == 404
    account = buyer.get(f"/households/{home}/statement")
    assert (account["outstanding"], account["opening"], account["entries"]) == ("0.00", "0.00", [])
