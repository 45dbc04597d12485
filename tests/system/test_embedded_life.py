"""Starting, stopping and killing the embedded product: nothing that was answered is lost."""

import signal
from pathlib import Path

import requests

from tests.support.product import Product, embedded, eventually
from tests.system.walks import complaint


def urgent(product: Product) -> str:
    """Lodge a major complaint, of which the managers are told by events; its number."""
    made = complaint.lodge(product, description="电梯困人后仍在运行")
    complaint.triage(product, made, urgency="urgent", gravity="major")
    return str(made["number"])


def messages(product: Product) -> str:
    """All messages to the supervisor."""
    return str(product.as_("supervisor").get("/me/messages", limit=200)["items"])


def test_killed_right_after_the_answer_it_loses_nothing(tmp_path: Path) -> None:
    """`kill -9`: the write is there, its events are worked, and what was told is told once."""
    with embedded(tmp_path, loaded=True) as product:
        number = urgent(product)
        product.processes["embedded"].kill()
    with embedded(tmp_path) as again:
        found = again.as_("receptionist").get("/complaints", limit=200)["items"]
        assert number in {item["number"] for item in found}
        eventually(lambda: number in messages(again))
        inbox = again.as_("supervisor").get("/me/messages", limit=200)["items"]
        assert len([one for one in inbox if number in str(one) and "急" in str(one)]) <= 1


def test_it_stops_cleanly_and_starts_again_with_its_data(tmp_path: Path) -> None:
    """Ctrl-C ends with status 0; the next start keeps the data and does not load it anew."""
    with embedded(tmp_path) as product:
        number = urgent(product)
        process = product.processes["embedded"]
        process.popen.send_signal(signal.SIGINT)
        assert process.popen.wait(20) == 0, process.log.read_text()
        assert "Traceback" not in process.log.read_text()
    with embedded(tmp_path) as again:
        found = again.as_("receptionist").get("/complaints", limit=200)["items"]
        assert number in {item["number"] for item in found}
        households = again.as_("receptionist").get("/households", limit=200)
        assert households["next_cursor"]


def test_without_demo_mode_the_demo_password_opens_nothing(tmp_path: Path) -> None:
    """Demo logins exist in demo mode only, and so does the demo clock."""
    with embedded(tmp_path, demo=False) as product:
        answer = requests.post(
            f"{product.url}/api/v1/auth/token",
            json={"username": "supervisor", "password": "guanjia-demo"},
            timeout=10,
        )
        assert (answer.status_code, answer.json()["code"]) == (401, "bad_credentials")
        assert requests.get(f"{product.url}/api/v1/demo/clock", timeout=10).status_code in (
            401,
            404,
        )
        assert "guanjia-demo" not in requests.get(f"{product.url}/", timeout=10).text
