"""A contact's whole number on a repair's pages: by one tap that is logged, else masked (D03)."""

import pytest

from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.support.product import Product

WHOLE, MASKED = "13800000003", "138****0003"


def last_look(product: Product, repair_id: str) -> tuple[str, str] | None:
    """Who looked last at a repair's number, and what for."""
    looks = product.as_("inspector").get("/repairs/looks", repair_id=repair_id)["items"]
    return (looks[0]["by"], looks[0]["reason"]) if looks else None


@pytest.mark.width(360)
def test_D03_an_engineer_shows_the_number_by_one_tap_while_the_order_runs(
    open_as: Open, product: Product, manner: Manner
) -> None:
    made = cases.requested(product, "resident4")
    desk, engineer = product.as_("receptionist"), product.as_("engineer")
    me = engineer.get("/me")
    desk.post(f"/repairs/{made['id']}/verify")
    offer = {"engineer_id": me["id"], "replace": True}
    number = desk.post(f"/repairs/{made['id']}/dispatch", offer)["work_order_number"]
    reader = open_as("engineer", manner)
    reader.go(f"/field/orders/{made['id']}")
    assert MASKED in reader.text() and WHOLE not in reader.page.content()
    assert reader.page.locator("form[action$='/number']").count() == 0  # not taken on yet
    reader.send("/accept")
    assert WHOLE not in reader.page.content() and last_look(product, made["id"]) is None

    reader.send("/number")
    assert reader.page.get_attribute("a[href^='tel:']", "href") == f"tel:{WHOLE}"
    by, reason = last_look(product, made["id"]) or ("", "")
    assert by == me["name"] and number in reason
    reader.go(f"/field/orders/{made['id']}")
    assert WHOLE not in reader.page.content()

    for step in ("set-out", "arrive"):
        engineer.post(f"/repairs/{made['id']}/{step}")
    engineer.post(f"/repairs/{made['id']}/complete", {"result": "更换龙头"})
    reader.go(f"/field/orders/{made['id']}")
    assert reader.page.locator("form[action$='/number']").count() == 0
    assert WHOLE not in reader.page.content()


@pytest.mark.width(1280)
def test_D03_the_desk_shows_the_number_of_a_repair_for_a_purpose(
    open_as: Open, product: Product, manner: Manner
) -> None:
    made = cases.requested(product, "resident4")
    reader = open_as("receptionist", manner)
    reader.go(f"/desk/repairs/{made['id']}")
    assert MASKED in reader.text() and WHOLE not in reader.page.content()
    assert made["number"] in reader.page.input_value("#reason")
    reader.page.fill("#reason", "x")
    reader.send("/number")
    assert reader.page.locator("#reason-error").count() == 1
    assert WHOLE not in reader.page.content() and last_look(product, made["id"]) is None
    reader.page.fill("#reason", "约定上门时间")
    reader.send("/number")
    assert WHOLE in reader.text()
    assert (last_look(product, made["id"]) or ("", ""))[1] == "约定上门时间"
    reader.go(f"/desk/repairs/{made['id']}")
    assert WHOLE not in reader.page.content()
