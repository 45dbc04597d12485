"""Pictures of the pages for the documentation, taken of the demonstration.

    python -m tests.browser.screenshots FOLDER [NAME …]

With names, only those pictures.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.palette import small
from tests.browser.pictures import ALL, Picture
from tests.browser.reader import Manner, Reader
from tests.support.product import embedded

TALLEST = 1600
BELL = "#live-bell"
"""Says how many messages are unread a moment after its page is there."""


def main(folder: Path, names: list[str]) -> None:
    """Take all pictures, or those of some names."""
    program = chromium.program()
    if program is None:
        sys.exit("chromium is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [picture for picture in ALL if not names or picture.name in names]
    with (
        tempfile.TemporaryDirectory() as home,
        embedded(Path(home)) as product,
        sync_playwright() as playwright,
    ):
        browser = chromium.launch(playwright, program)
        blank = browser.new_page()
        addresses: dict[str, str] = {}  # the same page in every manner
        for login, manner in dict.fromkeys((p.login, m) for p in wanted for m in p.manners):
            reader = Reader(browser, product.url, manner)
            if login:
                reader.log_in(login)
            for picture in wanted:
                if picture.login == login and manner in picture.manners:
                    if picture.name not in addresses:
                        addresses[picture.name] = picture.address(product, reader)
                    reader.go(addresses[picture.name])
                    file_name(folder, picture, manner).write_bytes(small(blank, whole(reader)))
            reader.close()
        browser.close()


def file_name(folder: Path, picture: Picture, manner: Manner) -> Path:
    """`resident-home-dark-zh-360.png`"""
    dark = "-dark" if manner.scheme == "dark" else ""
    return folder / f"{picture.name}{dark}-{manner.language}-{manner.width}.png"


def whole(reader: Reader) -> bytes:
    """The page in full, with what is fixed to the window at its end."""
    page = reader.page
    if page.locator(BELL).count():
        page.wait_for_selector(f"{BELL} span >> nth=1", state="attached")
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.set_viewport_size({"width": reader.manner.width, "height": max(height, 640)})
    taken = page.screenshot()
    page.set_viewport_size({"width": reader.manner.width, "height": 800})
    return taken


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
