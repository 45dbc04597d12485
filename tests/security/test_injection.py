"""What people write comes back as their words: never as a page, a header or a line of the log."""

import json
import subprocess
import sys

import pytest

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
