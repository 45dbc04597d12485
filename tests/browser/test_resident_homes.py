"""Residents with several households: each with what it owes; paying and reporting for one."""

from foundation.formatting import home_in_full
from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.support.product import Product


def written(home: str, manner: Manner) -> str:
    """A home as papers have it."""
    return home_in_full(*home.split(" ")) if manner.language == "zh" else home


def test_a_resident_of_two_units_pays_and_reports_for_one_of_them(
    open_as: Open, product: Product, manner: Manner
) -> None:
    username = f"several.{manner}"
    first, second = cases.with_two_households(product, username)
    reader = open_as(username, manner, "several-units-1")
    reader.look()
    rows = reader.page.locator(".homes li")
    assert rows.count() == 2
    for place in (first, second):
        owing = rows.filter(has_text=place)
        assert "¥" in owing.locator(".money").inner_text()
        assert owing.locator("a[href^='/my/bills/pay/']").count() == 1
    assert not manner.scripts or reader.violations() == []

    reader.click(f".homes li:has-text('{second}') a")
    assert reader.page.inner_text(".switch [aria-current]") == second
    reader.click(".switch a:not([aria-current])")
    assert reader.page.inner_text(".switch [aria-current]") == first
    reader.page.fill("#amount", "1.00")
    reader.send(reader.path())
    assert written(first, manner) in reader.text()

    reader.go("/my/repairs/new?category=plumbing")
    reader.page.fill("#description", f"水管渗水 {manner}")
    reader.send("/my/repairs/new")
    assert reader.page.locator("#household_id-error").count() == 1
    reader.page.select_option("#household_id", label=second)
    reader.send("/my/repairs/new")
    assert f"水管渗水 {manner}" in reader.text()
    reader.go("/my/repairs")
    assert second in reader.page.inner_text(".rows li >> nth=0")
