"""Pictures of the pages for the documentation: `python -m tests.browser.screenshots FOLDER`.

Taken of the demonstration, in both languages, on a telephone and at a desk.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import cases, chromium
from tests.browser.reader import Manner, Reader
from tests.support.product import Product, embedded

PHONE = (Manner("zh", 360), Manner("en", 360))
DESK = (Manner("zh", 1280), Manner("en", 1280))
TALLEST = 1600

Find = Callable[[Product], str]


def repair(product: Product) -> str:
    """A repair with a quote that waits for its answer."""
    return f"/my/repairs/{cases.quoted(product, 'resident4')['id']}"


def first(kind: str, username: str) -> Find:
    """The page of the first of a resident's things."""

    def find(product: Product) -> str:
        return f"/my/{kind}/{product.as_(username).get(f'/{kind}')['items'][0]['id']}"

    return find


def payment(product: Product) -> str:
    """Where a resident pays."""
    return f"/my/bills/pay/{cases.household_of(product, 'resident1')}"


def receipt(product: Product) -> str:
    """A receipt."""
    paid = product.as_("resident1").get("/payments")["items"][0]
    return f"/my/bills/receipts/{paid['receipt_number']}"


def complaint(product: Product) -> str:
    """A complaint that the desk is at."""
    found = product.as_("receptionist").get("/complaints?status=accepted")
    return f"/desk/cases/{found['items'][-1]['id']}"


def dispatching(product: Product) -> str:
    """A repair that an engineer is to be sent to."""
    found = product.as_("receptionist").get("/repairs?status=verified")
    return f"/desk/repairs/{found['items'][-1]['id']}"


def household(product: Product) -> str:
    """A household that has something open."""
    return f"/desk/households/{cases.household_of(product, 'resident3')}"


def contact(product: Product) -> str:
    """Somebody of that household calls."""
    return f"/desk/contact?household_id={cases.household_of(product, 'resident3')}"


def counter(product: Product) -> str:
    """Where the desk takes money."""
    return f"/desk/households/{cases.household_of(product, 'resident1')}/pay"


def order(product: Product) -> str:
    """An order whose engineer is on site."""
    return f"/field/orders/{cases.arrived(product, 'resident5', chargeable=True)['id']}"


def visit(product: Product) -> str:
    """A door to knock at."""
    found = product.as_("steward").get("/dunning/visits")
    return f"/field/visits/{found['items'][0]['household_id']}"


PICTURES: tuple[tuple[str, str | None, str | Find, tuple[Manner, ...]], ...] = (
    ("login", None, "/", (*PHONE, DESK[0])),
    ("resident-home", "resident1", "/my/", (*PHONE, DESK[0])),
    ("resident-home-dark", "resident1", "/my/", (Manner("zh", 360, scheme="dark"),)),
    ("resident-bill", "resident1", first("bills", "resident1"), PHONE),
    ("resident-pay", "resident1", payment, PHONE),
    ("resident-receipt", "resident1", receipt, PHONE),
    ("resident-repair-new", "resident2", "/my/repairs/new?category=plumbing", PHONE),
    ("resident-repair", "resident4", repair, PHONE),
    ("resident-complaint", "resident3", first("complaints", "resident3"), PHONE),
    ("resident-complaint-new", "resident4", "/my/complaints/new", PHONE),
    ("resident-notices", "resident2", "/my/notices", PHONE),
    ("desk-queue", "receptionist", "/desk/", (*DESK, PHONE[0])),
    ("desk-case", "receptionist", complaint, DESK),
    ("desk-repair", "receptionist", dispatching, DESK),
    ("desk-household", "receptionist", household, DESK),
    ("desk-contact", "receptionist", contact, DESK),
    ("desk-payment", "receptionist", counter, DESK),
    ("steward-visits", "steward", "/field/visits", PHONE),
    ("steward-visit", "steward", visit, PHONE),
    ("engineer-orders", "engineer", "/field/orders", PHONE),
    ("engineer-order", "engineer", order, PHONE),
)
"""Name, login, page or how to find it, manners."""


def main(folder: Path) -> None:
    """Take all pictures."""
    program = chromium.program()
    if program is None:
        sys.exit("chromium is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        embedded(Path(home)) as product,
        sync_playwright() as playwright,
    ):
        browser = chromium.launch(playwright, program)
        for name, username, page, manners in PICTURES:
            address = page if isinstance(page, str) else page(product)
            for manner in manners:
                reader = Reader(browser, product.url, manner)
                if username:
                    reader.log_in(username)
                reader.go(address)
                take(reader, folder / f"{name}-{manner.language}-{manner.width}.png")
                reader.close()
        browser.close()


def take(reader: Reader, path: Path) -> None:
    """The page in full, with what is fixed to the window at its end."""
    page = reader.page
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.set_viewport_size({"width": reader.manner.width, "height": max(height, 640)})
    page.screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
