"""The roster of a week: people are put in by dragging, by keyboard, by forms alone (C09)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.browser.conftest import Open
from tests.browser.reader import Manner, Reader

FAR = date(2031, 1, 6)
"""A Monday whose roster is empty."""


def a_week(manner: Manner, turn: int) -> tuple[str, date]:
    """The address of an empty week of the reader's own, and its Monday."""
    order = (manner.language, manner.width, manner.scripts, manner.scheme)
    monday = FAR + timedelta(weeks=sum(map(ord, str(order))) % 200 + 300 * turn)
    return f"/manage/roster?day={monday}", monday


def cell(reader: Reader, day: date, turn: int) -> str:
    """The selector of a turn of a day, the desk's being the first."""
    return f"#d{day} td:nth-of-type({turn})"


def first_of_desk(reader: Reader) -> tuple[str, str]:
    """Selector and name of the first person who may be at the desk, with scripts or without."""
    chip = reader.page.locator(".people label.chip:has(input[data-duties~=desk])").first
    value = chip.locator("input").get_attribute("value")
    return f".people label.chip:has(input[value='{value}'])", chip.inner_text().strip()


def test_C09_people_are_put_in_moved_and_taken_off_by_choice_and_button(
    open_as: Open, manner: Manner
) -> None:
    reader = open_as("supervisor", manner)
    address, monday = a_week(manner, 0)
    reader.go(address)
    person, name = first_of_desk(reader)
    reader.page.click(person)
    reader.click(f"{cell(reader, monday, 1)} button")
    assert name in reader.page.inner_text(cell(reader, monday, 1))

    reader.page.click(f"{cell(reader, monday, 1)} label.chip")
    reader.click(f"{cell(reader, monday + timedelta(days=2), 2)} button")
    there = cell(reader, monday + timedelta(days=2), 2)
    assert name in reader.page.inner_text(there)
    assert name not in reader.page.inner_text(cell(reader, monday, 1))
    if manner.scripts:
        assert reader.violations() + reader.too_faint_in_the_dark() == []

    after = f"/manage/roster?day={monday + timedelta(days=7)}"
    reader.go(after)
    reader.send(f"/copy?day={monday + timedelta(days=7)}")
    copied = cell(reader, monday + timedelta(days=9), 2)
    assert name in reader.page.inner_text(copied)
    reader.page.click(f"{copied} label.chip")
    reader.click("button[data-off]")
    assert name not in reader.page.inner_text(copied)


def drag(reader: Reader, chip: str, place: str) -> None:
    """Drag somebody into a turn, once the turn shows that it takes them; look at what comes."""
    for _attempt in range(5):
        if is_over(reader, chip, place):
            break
        reader.page.mouse.up()  # the page was busy when it was taken hold of
    else:
        pytest.fail("the turn does not show that it takes somebody")
    with reader.page.expect_navigation():
        reader.page.mouse.up()
    reader.look()


def is_over(reader: Reader, chip: str, place: str) -> bool:
    """Whether somebody who is taken hold of is shown to be over a turn."""
    reader.page.hover(chip)
    reader.page.mouse.down()
    for step in range(80):
        reader.page.hover(place, position={"x": 8 + step % 2, "y": 8})
        if "is-over" in (reader.page.get_attribute(place, "class") or ""):
            return True
        reader.page.wait_for_timeout(50)
    return False


@pytest.mark.width(1280)
def test_C09_somebody_is_dragged_into_a_turn(open_as: Open, manner: Manner) -> None:
    reader = open_as("supervisor", replace(manner, scripts=True))
    address, monday = a_week(manner, 1)
    reader.go(address)
    person, name = first_of_desk(reader)
    drag(reader, person, cell(reader, monday, 1))
    assert name in reader.page.inner_text(cell(reader, monday, 1))
    chip = f"{cell(reader, monday, 1)} label.chip"
    drag(reader, chip, cell(reader, monday + timedelta(days=1), 2))
    assert name in reader.page.inner_text(cell(reader, monday + timedelta(days=1), 2))


def test_C09_somebody_is_put_in_by_keyboard(open_as: Open, manner: Manner) -> None:
    reader = open_as("supervisor", manner)
    address, monday = a_week(manner, 2)
    reader.go(address)
    person, name = first_of_desk(reader)
    reader.page.focus(f"{person} input")
    reader.page.keyboard.press("Space")
    reader.page.focus(f"{cell(reader, monday, 1)} button")
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    reader.look()
    assert name in reader.page.inner_text(cell(reader, monday, 1))


def test_C09_enter_on_a_person_puts_nobody_in(open_as: Open, manner: Manner) -> None:
    reader = open_as("supervisor", manner)
    address, monday = a_week(manner, 3)
    reader.go(address)
    person, name = first_of_desk(reader)
    reader.page.focus(f"{person} input")
    reader.page.keyboard.press("Space")
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    assert reader.page.locator(".error").count() == 1
    assert name not in reader.page.inner_text(cell(reader, monday, 1))
