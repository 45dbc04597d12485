"""Somebody is faster than the page's script: what they wrote or chose by then counts as well."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.palette import DEPTH, HEAD, chunk
from tests.browser.reader import Manner, Reader
from tests.support.product import Product

DESK, PHONE = Manner("zh", 1280), Manner("en", 360)
FINDERS = ("/desk/households", "/desk/contact")


@contextmanager
def before_the_script(reader: Reader, path: str, script: str) -> Iterator[None]:
    """The page is there and can be written on; its script comes at the end of this."""
    held: list[Route] = []
    released = [False]

    def hold(route: Route) -> None:
        if released[0]:
            route.continue_()
        else:
            held.append(route)

    reader.page.route(f"**/{script}*.js*", hold)
    reader.page.goto(path, wait_until="commit")
    reader.page.wait_for_selector("main")
    yield
    while not held:
        reader.page.wait_for_timeout(20)
    released[0] = True
    for route in held:
        route.continue_()
    reader.page.wait_for_load_state()
    reader.page.unroute(f"**/{script}*.js*")


@pytest.mark.parametrize("manner", [DESK, PHONE], ids=str)
@pytest.mark.parametrize("path", FINDERS)
def test_letters_typed_before_the_script_is_there_are_searched_for(
    open_as: Open, path: str, manner: Manner
) -> None:
    reader = open_as("receptionist", manner)
    with before_the_script(reader, path, "find"):
        reader.page.fill("#q", "1-701")
        assert reader.page.locator("#results a").count() == 0
    expect(reader.page.locator("#results a").first).to_contain_text("1-701")
    assert reader.path() == path


def test_what_the_page_has_searched_for_itself_is_not_asked_again(open_as: Open) -> None:
    """Each search is counted as a look: nothing new, no further look."""
    reader = open_as("receptionist", DESK)
    with before_the_script(reader, "/desk/households?q=1-701", "find"):
        pass
    reader.page.wait_for_timeout(300)
    assert [url for url in reader.urls if "/results" in url] == []


def test_enter_never_opens_what_was_found_for_a_part_of_what_is_written(open_as: Open) -> None:
    reader = open_as("receptionist", DESK)
    reader.go("/desk/households")
    reader.page.fill("#q", "1-")
    expect(reader.page.locator("#results a").first).to_be_visible()
    first = reader.page.inner_text("#results a >> nth=0")
    assert "1-701" not in first
    reader.page.route("**/households/results*", lambda _: None)  # the answer is long in coming
    reader.page.fill("#q", "1-701")
    with reader.page.expect_navigation():
        reader.page.press("#q", "Enter")
    assert reader.path() == "/desk/households?q=1-701"
    reader.page.unroute("**/households/results*")
    assert "1-701" in reader.page.inner_text("#results a >> nth=0")


def test_a_search_that_failed_is_made_again_with_the_next_letter(open_as: Open) -> None:
    reader = open_as("receptionist", DESK)
    reader.go("/desk/households")
    failing = "**/households/results*"
    reader.page.route(failing, lambda route: route.fulfill(status=503, body="busy"))
    with reader.page.expect_response(failing):
        reader.page.fill("#q", "1-701")
    reader.page.wait_for_timeout(100)
    reader.page.unroute(failing)
    with reader.page.expect_response(failing):
        reader.page.dispatch_event("#q", "input")
    expect(reader.page.locator("#results a").first).to_contain_text("1-701")
    reader.complaints.clear()  # the browser notes the refusal


@pytest.mark.parametrize("path", ["/desk/", "/desk/cases", "/desk/repairs"])
def test_a_filter_chosen_before_the_script_is_there_acts(open_as: Open, path: str) -> None:
    reader = open_as("receptionist", DESK)
    with before_the_script(reader, path, "desk"):
        field = reader.page.locator("form[data-filters] select").first
        field.select_option(index=1)
        name, chosen = field.get_attribute("name"), field.input_value()
    reader.page.wait_for_url(f"**{path}?*{name}={chosen}*")


def test_going_back_to_a_list_does_not_filter_it_again(open_as: Open) -> None:
    reader = open_as("receptionist", DESK)
    reader.go("/desk/cases")
    with reader.page.expect_navigation():
        reader.page.locator("form[data-filters] select").first.select_option(index=1)
    reader.page.go_back()
    reader.page.wait_for_timeout(300)
    assert reader.path() == "/desk/cases"
    assert reader.page.locator("form[data-filters] select").first.input_value() == ""


def test_an_answer_written_before_the_script_is_there_is_looked_at(
    open_as: Open, product: Product
) -> None:
    reader = open_as("receptionist", DESK)
    with before_the_script(reader, answering(product), "desk"):
        reader.page.fill("#answer-text", "不知道，您自己去说")
    expect(reader.page.locator("#text-findings")).to_contain_text("不知道")


def answering(product: Product) -> str:
    """The page of a complaint that waits for its answer."""
    desk = product.as_("receptionist")
    said = {
        "household_id": cases.household_of(product, "resident2"),
        "channel": "phone",
        "kind": "complaint",
        "category": "renovation_noise",
        "description": "楼上晚上十点还在装修",
        "wish": "请制止",
        "contact_name": "韩梅梅",
        "contact_phone": "13800000003",
        "restated": {"text": "晚上装修扰民", "confirmed": True},
    }
    made = desk.post("/complaints", said, 201)
    address = f"/complaints/{made['id']}"
    judged = {"kind": "complaint", "valid": True, "gravity": "general", "urgency": "ordinary"}
    desk.post(f"{address}/triage", judged | {"category": "renovation_noise"})
    desk.post(f"{address}/handle", {"result": "已现场制止"})
    return f"/desk/cases/{made['id']}"


def test_R01_a_photo_chosen_before_the_script_is_there_is_made_smaller(
    open_as: Open, tmp_path: Path
) -> None:
    photo = tmp_path / "large.png"
    photo.write_bytes(grey(4000, 1000))
    reader = open_as("resident2", PHONE)
    with before_the_script(reader, "/my/repairs/new?category=plumbing", "pages"):
        reader.page.set_input_files("#photos", photo)
        assert width(reader) == 4000
    settled(reader, lambda: width(reader) == 1600)


def grey(width: int, height: int) -> bytes:
    """A PNG of one colour."""
    head = HEAD.pack(width, height, DEPTH, 0, 0, 0, 0)
    lines = zlib.compress(height * (b"\0" + width * b"\x80"))
    parts = ((b"IHDR", head), (b"IDAT", lines), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in parts)


def width(reader: Reader) -> int:
    """Pixels across the chosen photo."""
    found: int = reader.page.evaluate(
        "createImageBitmap(document.querySelector('#photos').files[0]).then((one) => one.width)"
    )
    return found


def settled(reader: Reader, true: Callable[[], bool]) -> None:
    """Wait for something that the page does by itself."""
    for _ in range(100):
        if true():
            return
        reader.page.wait_for_timeout(50)
    assert true()
