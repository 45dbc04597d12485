"""The file of a household at the desk: every change after an identity check (D02)."""

from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner
from tests.support.product import Product

ZH = Manner("zh", 1280)
EN = Manner("en", 1280)


def test_D02_a_household_is_changed_after_an_identity_check_and_the_history_tells_it(
    open_as: Open, product: Product, manner: Manner
) -> None:
    home = cases.household_of(product, "resident2")
    reader = open_as("receptionist", manner)
    reader.go(f"/desk/households/{home}")
    reader.click(f"a[href$='/{home}/file']")
    why = f"李 {manner}"
    reader.page.fill("#change_household-owner_name", why)
    reader.send("/change-household")
    assert reader.page.locator("#change_household-identity_check-error").count() == 1
    assert reader.page.input_value("#change_household-owner_name") == why
    reader.page.select_option("#change_household-identity_check", "call_back")
    reader.send("/change-household")
    shown = reader.page.inner_text("table.changes tbody >> nth=0")
    assert why in shown
    assert {"zh": "回拨", "en": "Call back"}[manner.language] in shown
    assert reader.page.locator("#change_household-area_m2").count() == 0  # not the desk's to change


def test_D02_a_member_is_added_changed_and_removed(
    open_as: Open, product: Product, manner: Manner
) -> None:
    home = cases.household_of(product, "resident3")
    name = f"钱小明 {manner}"
    reader = open_as("receptionist", manner)
    reader.go(f"/desk/households/{home}/file")
    reader.page.click("details.panel summary")
    reader.page.select_option("#add_member-identity_check", "id_card")
    reader.page.fill("#add_member-name", name)
    reader.page.fill("#add_member-phone", "13800008888")
    reader.send("/add-member")

    reader.click(f"a.row-link:has-text('{name}')")
    reader.page.select_option("#change_member-relation", "tenant")
    reader.page.fill("#change_member-id_number", "123")
    reader.page.select_option("#change_member-identity_check", "id_card")
    reader.send("/change-member")
    assert reader.page.locator("#change_member-id_number-error").count() == 1
    reader.page.fill("#change_member-id_number", "11010519491231002X")
    reader.send("/change-member")
    assert "11010519491231002X" not in reader.text()

    reader.page.click("details.panel summary")
    reader.page.select_option("#remove_member-identity_check", "in_person")
    reader.send("/remove")
    assert reader.path().endswith(f"/{home}/file")
    assert reader.page.locator(f"a.row-link:has-text('{name}')").count() == 0
    last = reader.page.inner_text("table.changes tbody >> nth=0")
    entry = {"zh": f"移除成员 {name}", "en": f"{name} was removed"}
    assert entry[manner.language] in last and "11010519491231002X" not in last


def test_D02_the_last_owner_is_not_removed(open_as: Open, product: Product) -> None:
    home = cases.household_of(product, "resident4")
    reader = open_as("receptionist", ZH)
    reader.go(f"/desk/households/{home}/file")
    reader.click("a.row-link:has-text('业主')")
    reader.page.click("details.panel summary")
    reader.page.select_option("#remove_member-identity_check", "certificate")
    reader.send("/remove")
    assert reader.page.locator(".alert.tone-bad").count() == 1


def test_D02_a_form_based_on_an_older_file_is_refused(open_as: Open, product: Product) -> None:
    home = cases.household_of(product, "resident5")
    reader = open_as("supervisor", EN)
    reader.go(f"/desk/households/{home}/file")
    desk = product.as_("receptionist")
    check = {"method": "id_card", "by": "desk"}
    member = {"name": "周新", "relation": "family", "identity_check": check}
    desk.post(f"/households/{home}/members", member, 201)
    reader.page.select_option("#change_household-identity_check", "id_card")
    reader.page.fill("#change_household-floor", "9")
    reader.send("/change-household")
    assert "Somebody changed this meanwhile" in reader.text()
