"""The menu on a phone: where one is can always be seen, however long it is."""

import pytest

from tests.browser.conftest import Open
from tests.browser.reader import Manner, Reader

LONG = ("supervisor", "director", "finance")
"""Logins whose menu is wider than a phone."""


def is_seen(reader: Reader) -> bool:
    """Whether the present entry stands within the width of the phone."""
    box = reader.page.locator(".tabs [aria-current]").bounding_box()
    assert box
    return box["x"] >= 0 and box["x"] + box["width"] <= reader.manner.width


@pytest.mark.width(360)
@pytest.mark.parametrize("username", LONG)
def test_the_present_entry_of_the_menu_is_seen_on_a_phone(
    open_as: Open, username: str, manner: Manner
) -> None:
    reader = open_as(username, manner)
    entries = reader.page.locator(".tabs a")
    addresses = [entry.get_attribute("href") for entry in entries.all()]
    for address in addresses:
        assert address
        reader.go(address)
        assert is_seen(reader), address


def test_without_its_place_the_present_entry_would_be_out_of_sight(open_as: Open) -> None:
    """Negative control."""
    reader = open_as("director", Manner("zh", 360))
    last = reader.page.locator(".tabs a").last.get_attribute("href")
    assert last
    reader.go(last)
    assert is_seen(reader)
    present = reader.page.locator(".tabs [aria-current]")
    present.evaluate("entry => { entry.style.position = 'static'; }")
    assert not is_seen(reader)
