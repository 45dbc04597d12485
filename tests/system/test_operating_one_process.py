"""docs/operations.md for the embedded product: its backup, its restore, its figures, its end."""

import json
import shutil
import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from foundation.storage.store import open_store
from services.complaints.cases.tables import Complaint
from tests.support import operating
from tests.support.monitoring import Exported
from tests.support.product import Product, embedded, eventually
from tests.support.stopping import Stopping
from tests.system.walks import bill, complaint, notice, repair


def settings(home: Path) -> dict[str, str]:
    """The environment of an operator of the product in this folder."""
    return {"GUANJIA_DATA_DIR": str(home / "data")}


@pytest.mark.timeout(900)  # the four paths are walked as well
def test_a_backup_under_load_is_restored_and_the_product_stops_gracefully(tmp_path: Path) -> None:
    """One product for four promises: figures, backup, graceful end, restore."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    with embedded(first, loaded=True) as product:
        before = str(complaint.lodge(product)["number"])
        exports_what_alerts_and_dashboard_ask_for(product)
        during = back_up_while_it_is_written(product)
        last = stop_in_the_middle_of_a_request(product, "embedded")
    assert last in numbers(first)
    shutil.move(first / "backups", second / "backups")
    operating.run("restore-embedded", second, settings(second))
    assert {before, *during[:1]} <= numbers(second)
    assert last not in numbers(second)
    key = (second / "data" / "secret.key").stat()
    assert key.st_mode & 0o077 == 0
    with pytest.raises(AssertionError, match="has data"):
        operating.run("restore-embedded", second, settings(second))
    with embedded(second) as restored:
        found = restored.as_("receptionist").get("/complaints", limit=200)["items"]
        assert before in {item["number"] for item in found}
        for path in (notice, repair, complaint, bill):
            path.walk(restored)


def exports_what_alerts_and_dashboard_ask_for(product: Product) -> None:
    """Everything is exported by the one process."""
    exported = Exported()
    exported.add(f"{product.url}/metrics")
    assert exported.lacks() == []


def back_up_while_it_is_written(product: Product) -> list[str]:
    """Run the page's commands while complaints come in; the numbers of these, in order."""
    made: list[str] = []
    over = threading.Event()

    def keep_lodging() -> None:
        while not over.is_set():
            made.append(str(complaint.lodge(product)["number"]))

    product.as_("receptionist"), product.as_("resident3")
    lodging = threading.Thread(target=keep_lodging)
    lodging.start()
    try:
        eventually(lambda: made, 60)
        operating.run("backup-embedded", product.home, settings(product.home))
    finally:
        over.set()
        lodging.join()
    [archive] = (product.home / "backups").glob("*.tar.gz")
    erased = archive.with_name(f"{archive.name}.erased")
    assert not (archive.stat().st_mode | erased.stat().st_mode) & 0o077
    return made


def stop_in_the_middle_of_a_request(product: Product, door: str) -> str:
    """Half a request, SIGTERM, the other half: it is answered; nothing new is taken.

    `door` names the process that listens.
    """
    content = json.dumps(call(product, "停机时仍在提交")).encode()
    host, port = product.url.removeprefix("http://").split(":")
    address = (host, int(port))
    process = product.processes[door]
    head = (
        "POST /api/v1/complaints HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {product.as_('receptionist').token}\r\n"
        f"Content-Length: {len(content)}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(address, timeout=60) as half:
        half.sendall(head.encode())
        answer = half.makefile("rb")
        assert b"100" in answer.readline()  # it is being worked, and waits for the body
        stopping = Stopping(process)
        eventually(lambda: refuses(address))
        half.sendall(content)
        answer.readline()
        assert b" 201 " in answer.readline()
        answered = json.loads(answer.read().partition(b"\r\n\r\n")[2])
    assert stopping.has_finished()
    return str(answered["number"])


def call(product: Product, description: str) -> dict[str, Any]:
    """What the desk enters when somebody calls."""
    [home] = product.as_("resident3").get("/me")["household_ids"]
    return {
        "household_id": home,
        "channel": "phone",
        "kind": "complaint",
        "category": "renovation_noise",
        "description": description,
        "wish": "请制止",
        "contact_name": "韩梅梅",
        "contact_phone": "13800000003",
        "restated": True,
    }


def refuses(address: tuple[str, int]) -> bool:
    """Whether nobody listens any more."""
    try:
        socket.create_connection(address, timeout=5).close()
    except OSError:
        return True
    return False


def numbers(home: Path) -> set[str]:
    """The complaints in a data folder."""
    store = open_store(f"sqlite:///{home}/data/complaints.db", "complaints")
    with store.read() as uow:
        found = {str(row.number) for row in uow.session.query(Complaint)}
    store.engine.dispose()
    return found
