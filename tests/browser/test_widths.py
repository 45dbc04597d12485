"""Pages hold long names, in the language with the longer words, on a telephone and on a desk."""

from typing import Any

import pytest

from tests.browser.cases import account, household_of, requested
from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.browser.test_every_page import pages_of
from tests.support.product import Product

LONG = "Maximiliana-Wolfeschlegelsteinhausenbergerdorff-Featherstone"
"""As long as a name may be, and nowhere a blank."""
WHO, PASSWORD = "longname", "krokus-57-laterne"
WORDS = {"contact_name": LONG, "description": LONG * 3}


@pytest.fixture(scope="module")
def things(product: Product) -> list[str]:
    """Pages of a case and a repair of somebody of that name, and somebody at the desk of it."""
    assert len(LONG) == 60
    account(product, WHO, PASSWORD, LONG, "receptionist")
    repair = requested(product, "resident2", **WORDS)
    case: dict[str, Any] = {
        "household_id": household_of(product, "resident2"), "kind": "complaint",
        "channel": "online",
        "category": "public_cleanliness", "wish": LONG, "contact_phone": "13800000003", **WORDS,
    }  # fmt: skip
    lodged = product.as_("resident2").post("/complaints", case, 201)
    home = f"/desk/households/{household_of(product, 'resident2')}"
    pages = [f"/desk/repairs/{repair['id']}", f"/desk/cases/{lodged['id']}"]
    return [*pages, f"{pages[0]}/paper", home, f"{home}/file"]


@pytest.mark.parametrize("manner", [Manner("en", 360), Manner("en", 1280)], ids=str)
def test_no_page_of_the_desk_is_pushed_wide_by_names(
    open_as: Open, things: list[str], manner: Manner
) -> None:
    """`go` looks at the width."""
    reader = open_as(WHO, manner, PASSWORD)
    found = pages_of(reader)
    assert len(found) > 5
    wide = []
    for path in dict.fromkeys([*things, *found]):
        try:
            reader.go(path)
        except AssertionError as error:
            wide.append(str(error))
    assert wide == []


@pytest.mark.parametrize("username", ["steward", "engineer", "director", "finance", "resident2"])
def test_every_page_fits_a_telephone_in_english(
    open_as: Open, things: list[str], username: str
) -> None:
    reader = open_as(username, Manner("en", 360))
    wide = []
    for path in pages_of(reader):
        try:
            reader.go(path)
        except AssertionError as error:
            wide.append(str(error))
    assert wide == []


def test_the_name_in_the_head_is_cut(open_as: Open, things: list[str]) -> None:
    reader = open_as(WHO, Manner("en", 1280), PASSWORD)
    cut = "one => one.scrollWidth > one.clientWidth"
    assert reader.page.locator(".who summary span").evaluate(cut)


def test_steps_that_do_not_wrap_would_push_the_page_wide(open_as: Open, things: list[str]) -> None:
    """Negative control."""
    reader = open_as(WHO, Manner("en", 360), PASSWORD)
    reader.go(things[1])
    reader.page.locator(".steps").evaluate("one => { one.style.flexWrap = 'nowrap'; }")
    with pytest.raises(AssertionError, match="too wide"):
        reader.look()
