"""Every spreadsheet that a page offers, as a running product gives it."""

import html
import io
import re
from urllib.parse import urljoin

import openpyxl
import pytest

from tests.security.hostile_pages import PageReader
from tests.support.product import Product

LINK = re.compile(r'href="([^"#]*)"')
AREAS = ("/manage/", "/finance/", "/notices/")
OF_ONE = re.compile(r"[0-9a-f-]{36}|-\d{6}|[?]|xlsx|pdf")
"""What leads to one thing, to a part of a list, or is no page."""


def links(page: str, address: str) -> set[str]:
    """Where a page leads to."""
    return {urljoin(address, html.unescape(link)) for link in LINK.findall(page)}


def offered(reader: PageReader) -> set[str]:
    """Addresses of the spreadsheets on all pages of the office that one comes to."""
    pages: dict[str, set[str]] = {}
    waiting = [reader.home]
    while waiting:
        address = waiting.pop()
        pages[address] = links(reader.read(address), address)
        led = {link for link in pages[address] if link.startswith(AREAS)}
        waiting += [
            link for link in led - pages.keys() - {*waiting} if not OF_ONE.search(link)
        ]  # fmt: skip
    return {link for found in pages.values() for link in found if "format=xlsx" in link}


@pytest.mark.parametrize("username", ["director", "finance", "supervisor"])
def test_every_spreadsheet_that_is_offered_is_there(product: Product, username: str) -> None:
    reader = PageReader(product, username)
    found = offered(reader)
    assert len(found) > 5
    for address in sorted(found):
        answer = reader.session.get(f"{reader.url}{address}", timeout=60)
        assert answer.status_code == 200, address
        assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames, address
