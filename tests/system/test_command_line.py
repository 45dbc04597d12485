"""The command line, as an operator types it."""

import json
import os
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, insert, select

from foundation.config import SERVICES
from foundation.ids import new_id
from foundation.storage.store import Store, open_store
from foundation.storage.tables import dead_letters, household_replica
from services.complaints.cases.tables import Complaint
from services.directory.households.tables import Household
from tests.operations.conftest import sqlite_copy
from tests.support.community import HERE
from tests.support.product import ROOT
from tests.support.shared import free_port

PLATFORM_HEADINGS = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of migrated, empty databases; what `migrate` makes, made once in a run."""
    for service in SERVICES:
        sqlite_copy(service, tmp_path)
    return tmp_path


def guanjia(data: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `guanjia …` on the databases in a folder."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GUANJIA_")}
    return subprocess.run(
        [sys.executable, "-m", "guanjia", *arguments],
        cwd=ROOT,
        env=clean | {"GUANJIA_DATA_DIR": str(data)} | settings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def workbook(path: Path, *rows: list[object]) -> Path:
    """A spreadsheet of these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def count(store: Store, table: object) -> int:
    """How many rows there are."""
    with store.read() as uow:
        return int(uow.session.scalar(select(func.count()).select_from(table)) or 0)  # type: ignore[arg-type]


HOUSEHOLDS = [
    ["楼栋", "房号", "类型", "建筑面积", "业主姓名", "手机"],
    ["3栋", "1-101", "住宅", 89.5, "王芳", "13800000001"],
    ["3栋", "1-102", "住宅", 102, "李雷", "13800000002"],
]


def test_D01_households_are_imported_and_a_dry_run_writes_nothing(data: Path) -> None:
    """Dry run, import, import again."""
    file = workbook(data / "households.xlsx", *HOUSEHOLDS)
    store = open_store(f"sqlite:///{data}/directory.db", "directory")
    assert guanjia(data, "import", "households", "--dry-run", str(file)).returncode == 0
    assert count(store, Household) == 0
    for _ in range(2):
        done = guanjia(data, "import", "households", str(file))
        assert done.returncode == 0, done.stderr
        assert "2 rows imported" in done.stdout
    assert count(store, Household) == 2


def test_D01_a_file_with_bad_rows_is_imported_only_when_asked(data: Path) -> None:
    """Every bad row is named with its field."""
    bad = ["3栋", "1-103", "住宅", -5, "韩梅梅", "123"]
    file = workbook(data / "households.xlsx", *HOUSEHOLDS, bad)
    store = open_store(f"sqlite:///{data}/directory.db", "directory")
    refused = guanjia(data, "import", "households", str(file))
    assert refused.returncode == 1
    assert "row 4, area_m2" in refused.stderr
    assert "row 4, phone" in refused.stderr
    assert count(store, Household) == 0
    accepted = guanjia(data, "import", "households", "--accept-valid", str(file))
    assert accepted.returncode == 0, accepted.stderr
    assert count(store, Household) == 2


def test_C05_platform_messages_are_imported_once(data: Path) -> None:
    """Idempotent by 留言编号."""
    file = workbook(
        data / "messages.xlsx",
        PLATFORM_HEADINGS,
        [1, "A001", "电梯坏了", "2019/4/25 9:32:09", "三单元电梯停了两天"],
        [2, "A002", "噪音", datetime(2019, 4, 26, 8, 0), "楼上半夜装修"],  # noqa: DTZ001
    )
    assert "2 created" in guanjia(data, "import", "platform", str(file)).stdout
    assert "0 created, 2 known" in guanjia(data, "import", "platform", str(file)).stdout
    assert count(open_store(f"sqlite:///{data}/complaints.db", "complaints"), Complaint) == 2


def test_what_is_no_spreadsheet_is_one_clear_line(data: Path) -> None:
    """No traceback."""
    done = guanjia(data, "import", "households", str(ROOT / "README.md"))
    assert done.returncode == 1
    assert "not_a_spreadsheet" in done.stderr
    assert "Traceback" not in done.stderr


def test_dead_letters_are_listed_shown_and_replayed(data: Path) -> None:
    """A replay has the effect that the event should have had."""
    store = open_store(f"sqlite:///{data}/billing.db", "billing")
    event_id = bury_household(store)
    listed = guanjia(data, "deadletters", "list").stdout.split("\t")
    assert listed[1:3] == ["billing.on_household_changed", "directory.household_changed"]
    shown = json.loads(guanjia(data, "deadletters", "show", listed[0]).stdout)
    assert shown["envelope"]["id"] == event_id
    done = guanjia(data, "deadletters", "replay", listed[0])
    assert done.returncode == 0, done.stderr
    assert count(store, household_replica) == 1
    assert guanjia(data, "deadletters", "list").stdout == ""


def test_all_dead_letters_are_replayed_and_one_that_fails_again_holds_up_no_other(
    data: Path,
) -> None:
    """After an upgrade there may be hundreds."""
    store = open_store(f"sqlite:///{data}/billing.db", "billing")
    bury_household(store, area_m2="broken")
    for at in range(3):
        bury_household(store, household_id=f"h{at}", unit=f"1-10{at}")
    assert guanjia(data, "deadletters", "replay").returncode == 2
    assert guanjia(data, "deadletters", "replay", "--all", "billing:1").returncode == 2
    elsewhere = guanjia(data, "deadletters", "replay", "--all", "--service", "repairs")
    assert (elsewhere.returncode, elsewhere.stdout) == (0, "")
    done = guanjia(data, "deadletters", "replay", "--all")
    assert done.returncode == 1
    assert "area_m2" in done.stderr and "1 failed again" in done.stderr
    assert "Traceback" not in done.stderr
    assert count(store, household_replica) == 3
    assert len(guanjia(data, "deadletters", "list").stdout.splitlines()) == 1


def bury_household(store: Store, **said: Any) -> str:
    """A household of which billing could not be told; the id of the event."""
    now = datetime.now(UTC)
    event_id = new_id(now)
    envelope = {
        "id": event_id,
        "source": "directory",
        "type": "household_changed",
        "version": 1,
        "aggregate_id": "h1",
        "occurred_at": now.isoformat(),
        "request_id": "r",
        "actor": {"id": "p", "name": "p"},
        "data": {
            "household_id": "h1",
            "version": 1,
            "building": "3栋",
            "unit": "1-101",
            "floor": 1,
            "unit_type": "residential",
            "area_m2": "89.5",
            "owner_name": "王芳",
            "billing_from": None,
            "vacant": False,
            "two_person_visit": False,
            "members": [],
        }
        | said,
    }
    with store.write(scope=HERE) as uow:
        letter = {
            "subscriber": "billing.on_household_changed",
            "event_id": event_id,
            "envelope": envelope,
            "error": "RuntimeError: made up",
            "attempts": 5,
            "first_failed_at": now,
            "died_at": now,
        }
        uow.session.execute(insert(dead_letters).values(letter))
    return event_id


def test_the_first_login_is_made_at_the_console(data: Path) -> None:
    """And a password that is easy to guess leaves nothing behind."""
    weak = guanjia(data, "account", "create", "boss", "--name", "老板", "--password", "boss")
    assert (weak.returncode, "weak_password" in weak.stderr) == (1, True)
    arguments = ["account", "create", "boss", "--name", "老板", "--password", "Wohlfeil-77-Kranich"]
    assert guanjia(data, *arguments).returncode == 0
    again = guanjia(data, *arguments)
    assert (again.returncode, "username_taken" in again.stderr) == (1, True)


def test_P03_who_has_lost_the_password_is_let_in_from_the_console(data: Path) -> None:
    """By a link, since nobody is told a password."""
    guanjia(
        data, "account", "create", "boss", "--name", "老板", "--password", "Wohlfeil-77-Kranich"
    )
    unknown = guanjia(data, "account", "rescue", "nobody")
    assert (unknown.returncode, "not_found" in unknown.stderr) == (1, True)
    rescued = guanjia(data, "account", "rescue", "boss")
    assert rescued.returncode == 0 and "/join/" in rescued.stdout
    assert "within 72 hours" in rescued.stdout, "there is nobody who could be the second"


def serve_in_a_cluster(**settings: str) -> subprocess.CompletedProcess[str]:
    """Start a gateway with these settings and no others."""
    return subprocess.run(
        [sys.executable, "-m", "guanjia", "serve", "gateway"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "GUANJIA_MODE": "cluster"} | settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_cluster_without_its_own_secret_refuses_to_start() -> None:
    """One clear line, and the exit status of a configuration error."""
    done = serve_in_a_cluster()
    assert done.returncode == 78
    assert "GUANJIA_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["RPC_TIMEOUT", "BODY_SECONDS", "MAX_WORKERS", "METRICS_PORT"])
@pytest.mark.parametrize("value", ["five", "-5", "inf"])
def test_a_setting_that_is_no_number_is_one_clear_line(name: str, value: str) -> None:
    """An operator reads which one, and what it must be."""
    done = serve_in_a_cluster(**{f"GUANJIA_{name}": value})
    assert done.returncode == 78
    [line] = done.stderr.splitlines()
    assert line.startswith(f"guanjia: GUANJIA_{name} is '{value}'; it must be")


def test_a_health_check_of_nobody_is_one_clear_line(tmp_path: Path) -> None:
    """Where it does not say which process is meant, and where nobody is."""
    checked_none = guanjia(tmp_path, "health")
    assert checked_none.returncode == 78
    assert "GUANJIA_METRICS_PORT" in checked_none.stderr
    absent = guanjia(tmp_path, "health", GUANJIA_METRICS_PORT=str(free_port()))
    assert absent.returncode == 1
    assert "Nobody answers" in absent.stderr
    assert "Traceback" not in checked_none.stderr + absent.stderr


class Refuser(BaseHTTPRequestHandler):
    """A process that is not ready, and says what it waits for."""

    def do_GET(self) -> None:
        """Refuse."""
        self.send_response(503)
        self.end_headers()
        self.wfile.write(b"broker: away")


def test_a_health_check_says_what_is_not_ready(tmp_path: Path) -> None:
    """`docker inspect` keeps it, for whoever asks why the container is unhealthy."""
    with HTTPServer(("127.0.0.1", 0), Refuser) as server:
        threading.Thread(target=server.handle_request).start()
        done = guanjia(tmp_path, "health", GUANJIA_METRICS_PORT=str(server.server_port))
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["Error: broker: away"]


def test_a_port_that_another_process_has_is_not_shared_with_it(data: Path) -> None:
    """Else each would get half of the requests, and nobody would know which."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = guanjia(data, "up", "--no-demo", "--port", str(other.getsockname()[1]))
    assert done.returncode == 78
    assert "port" in done.stderr.splitlines()[-1]


def test_a_taken_port_of_figures_is_the_same_clear_line(data: Path) -> None:
    """Before anything is prepared; by the setting that chooses it."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        chosen = ["up", "--no-demo", "--port", str(free_port())]
        done = guanjia(data, *chosen, GUANJIA_METRICS_PORT=port)
        cluster = serve_in_a_cluster(GUANJIA_METRICS_PORT=port, GUANJIA_SECRET_KEY="x" * 40)
    for ended in (done, cluster):
        assert ended.returncode == 78
        [line] = ended.stderr.splitlines()
        assert line.startswith(f"guanjia: Cannot listen at 127.0.0.1, port {port}: ")
        assert line.endswith("GUANJIA_METRICS_PORT.")
