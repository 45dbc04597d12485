"""P10: papers of two communities, as those who may have them get them, and as anybody verifies
them."""

import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.product import Client, Product

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler"),
]
COMPANY = "观澜物业服务有限公司"
HEADS = {"GL": ("观澜花园", "0512-65221234"), "YX": ("云栖里", "0512-65225678")}
CODE = re.compile("(?:核验码：|Verificationcode)([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})")


def receipt(client: Client, code: str) -> tuple[str, str]:
    """A receipt of a community: its number, and its address in the API."""
    [found] = client.get("/payments", community=code, limit=1)["items"]
    return found["receipt_number"], f"/receipts/{found['receipt_number']}"


def bill(client: Client, code: str) -> tuple[str, str]:
    """A bill."""
    [found] = client.get("/bills", community=code, limit=1)["items"]
    return found["number"], f"/bills/{found['id']}"


def letter(client: Client, code: str) -> tuple[str, str]:
    """A letter to an owner."""
    taken: list[Any] = []
    cursor = None
    while not taken:
        page = client.get("/dunning/steps", community=code, limit=200, cursor=cursor)
        taken = [one for one in page["items"] if (one["letter_number"] or "").startswith("CJ")]
        cursor = page["next_cursor"]
    return taken[0]["letter_number"], f"/dunning/steps/{taken[0]['id']}/letter"


def work_order(client: Client, code: str) -> tuple[str, str]:
    """An order to an engineer."""
    found = client.get("/repairs", community=code, limit=200)["items"]
    one = next(one for one in found if one["work_order_number"])
    return one["work_order_number"], f"/repairs/{one['id']}"


PAPERS = {"receipt": receipt, "bill": bill, "letter": letter, "work order": work_order}
Find = Callable[[Client, str], tuple[str, str]]


def pdf(client: Client, path: str, language: str = "zh-CN") -> str:
    """What the PDF says."""
    answer = client.raw(
        "GET", path, params={"format": "pdf"}, headers={"Accept-Language": language}
    )
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return read(answer.content)


def read(content: bytes) -> str:
    """What poppler reads, as most readers do: pypdf errs in papers of more than 255 characters."""
    read_out = subprocess.run(
        ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
    )
    return "".join(read_out.stdout.decode().split())


@pytest.mark.parametrize("code", HEADS)
@pytest.mark.parametrize("kind", PAPERS)
def test_P10_a_paper_has_the_head_of_its_own_community_and_is_verified_by_anybody(
    one_process: Product, kind: str, code: str
) -> None:
    director = one_process.as_("company_director")
    number, path = PAPERS[kind](director, code)
    said = pdf(director, path)
    other = HEADS["YX" if code == "GL" else "GL"]
    for part in (COMPANY, *HEADS[code], number):
        assert part in said, part
    for part in other:
        assert part not in said, part
    [verification] = CODE.findall(said)
    anybody = Client(one_process.url)
    found = anybody.get("/papers/verify", number=number, code=verification)
    assert (found["number"], found["state"] != "") == (number, True)
    assert "*" in found["name"], "nobody is named in full"
    altered = verification[:-1] + ("0" if verification[-1] != "0" else "1")
    for asked in ({"number": number, "code": altered},
                  {"number": number[:-6] + "999999", "code": verification}):  # fmt: skip
        refused = anybody.get("/papers/verify", expect=404, **asked)
        assert refused["code"] == "paper_not_verified"


@pytest.mark.parametrize("kind", PAPERS)
def test_P10_a_paper_is_had_by_whom_it_concerns_alone(one_process: Product, kind: str) -> None:
    """Staff of the other community and residents of another home find nothing, as PDF as well."""
    director = one_process.as_("company_director")
    _, path = PAPERS[kind](director, "YX")
    for login in ("supervisor", "resident1"):
        for form in ({}, {"format": "pdf"}):
            answer: Any = one_process.as_(login).raw("GET", path, params=form)
            assert answer.status_code in (403, 404), (login, form)
            assert "application/pdf" not in answer.headers["Content-Type"]


def test_P10_english_papers_have_english_names(one_process: Product) -> None:
    director = one_process.as_("company_director")
    _, path = receipt(director, "YX")
    said = pdf(director, path, "en")
    for part in ("GuanlanPropertyServicesCo.,Ltd.", "YunxiLane", "Receipt", "Incapitals:人民币"):
        assert part in said, part
