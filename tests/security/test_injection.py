"""What people write comes back as their words: never as a page, a header or a line of the log."""

import json
import socket
import subprocess
import sys
from urllib.parse import quote

import pytest

from tests.support.photos import png
from tests.support.product import ROOT, Product

SCRIPTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}${7*7}<%= 7*7 %>",
    "javascript:alert(1)//",
)
CASE = {
    "channel": "phone",
    "wish": "请处理",
    "contact_name": "王芳",
    "contact_phone": "13800138000",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_in_a_text_is_answered_as_text_in_json(product: Product, script: str) -> None:
    desk = product.as_("receptionist")
    body = CASE | {"description": script, "wish": script, "restated": script}
    made = desk.post("/complaints", body)
    answer = desk.raw("GET", f"/complaints/{made['id']}")
    assert answer.json()["description"] == script
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_in_an_address_is_not_reflected_as_a_page(product: Product, script: str) -> None:
    answer = product.as_("receptionist").raw("GET", "/complaints", params={script: script})
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_line_end_in_what_is_logged_makes_no_second_line() -> None:
    forged = 'x\r\n{"level": "error", "event": "forged"}\u2028\x1b[31m'
    program = (
        "import sys, logging, structlog\n"
        "from foundation.observability import logs\n"
        "logs.configure('INFO')\n"
        "structlog.get_logger('gateway').info('request', path=sys.argv[1])\n"
        "logging.getLogger('library').warning('said %s', sys.argv[1])\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, forged],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    lines = [json.loads(line) for line in run.stderr.rstrip("\n").split("\n")]
    assert [line["event"] for line in lines] == ["request", f"said {forged}"]
    assert lines[0]["path"] == forged


TRICKS = ("../../evil.png", "..\\evil.png", "/etc/cron.d/evil", "evil\u202egnp.exe", "evil" * 900)
PNG = png()


@pytest.mark.parametrize("name", TRICKS)
def test_the_name_of_an_uploaded_file_reaches_nothing(product: Product, name: str) -> None:
    """Neither the disk nor a header of the download: what is filed is told by its content."""
    desk = product.as_("receptionist")
    [repair, *_] = desk.get("/repairs")["items"]
    path = f"/repairs/{repair['id']}/photos"
    before = set(product.home.rglob("*"))
    answer = desk.raw("POST", path, files={"file": (name, PNG, "text/html")})
    assert answer.status_code == 201, answer.text
    assert "evil" not in answer.text
    shown = desk.raw("GET", f"{path}/{answer.json()['id']}")
    assert shown.content == PNG and shown.headers["Content-Type"] == "image/png"
    assert "evil" not in str(shown.headers)
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert not [made for made in set(product.home.rglob("*")) - before if "evil" in made.name]


HEADERS = {
    "x\r\nSet-Cookie: a=b": " 401 ",
    "x\nX-Forged: 1": " 400 ",  # no line of HTTP ends so
    "x%0d%0aX-Forged:1": " 401 ",
}


@pytest.mark.parametrize("given", HEADERS)
def test_what_comes_in_a_header_or_an_address_makes_no_header(product: Product, given: str) -> None:
    """Sent raw, since clients refuse to: the answer has the headers that it always has."""
    host, port = product.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        head = f"GET /api/v1/me?x={quote(given)} HTTP/1.0\r\nHost: x\r\nX-Request-Id: {given}"
        connection.sendall(f"{head}\r\n\r\n".encode())
        answer = connection.makefile("rb").read().decode()
    headers = answer.partition("\r\n\r\n")[0].split("\r\n")
    names = {line.partition(":")[0].lower() for line in headers}
    assert HEADERS[given] in answer.partition("\r\n")[0]
    assert not names & {"set-cookie", "x-forged"}
