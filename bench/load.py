"""Clients at the API, in a process of their own that does as little as it can beside asking.

    echo '{…}' | python -m bench.load

The job on standard input: `flow` (`lifecycle` or `home`), `url`, `tokens` (login to access token),
`households` (ids), `clients` (at once, each with one connection that it keeps, each asking again
as soon as it was answered), `warmup` and `seconds`, or `times` (then it ends when the flow was
done so often). Says `begin` when the warm-up is over, `end` when time is, and then what was
measured, as JSON.
"""

import http.client
import itertools
import json
import random
import resource
import sys
import threading
import time
import uuid
from collections import defaultdict
from typing import Any
from urllib.parse import urlsplit

TRIAGE = {
    "kind": "complaint", "valid": True, "gravity": "general", "urgency": "ordinary",
    "category": "renovation_noise",
}  # fmt: skip
ANSWER = {"channel": "phone", "text": "您好，施工已停止，感谢您的反映。"}
DEPARTMENT = {"party": "department", "result": "solved", "remark": "已整改"}
RESIDENT = {"party": "resident", "result": "solved", "remark": "满意"}
STEPS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("triage", "receptionist", "triage", TRIAGE),
    ("handle", "receptionist", "handle", {"result": "已上门制止并张贴施工时间"}),
    ("answer", "receptionist", "answer", ANSWER),
    ("visit department", "supervisor", "return-visits", DEPARTMENT),
    ("visit resident", "supervisor", "return-visits", RESIDENT),
    ("close", "supervisor", "close", {}),
)
"""What follows on the intake: name, who, last part of the path, body."""
HOME = {
    "me": "/me",
    "open bills": "/bills?status=open",
    "repairs": "/repairs",
    "complaints": "/complaints",
    "notices": "/notices",
    "messages": "/me/messages",
}
"""What the home page of a resident asks for."""
CALLS = {"lifecycle": ("lodge", *(name for name, *_ in STEPS)), "home": tuple(HOME)}
"""The calls of each flow."""
MARK = "楼上周日早上七点开始敲墙，已持续两小时，家里有婴儿"
"""Beginning of the text of every complaint made here."""


def intake(household: str) -> dict[str, Any]:
    """A call at the desk."""
    text = f"{MARK}（{uuid.uuid4()}）"
    return {
        "household_id": household, "channel": "phone", "kind": "complaint",
        "category": "renovation_noise", "description": text, "wish": "请制止",
        "contact_name": "韩梅梅", "contact_phone": "13800000003",
        "restated": {"text": text, "confirmed": True},
    }  # fmt: skip


class Desk:
    """One client with its connection, and the flows that it can go."""

    def __init__(self, job: dict[str, Any], took: dict[str, list[tuple[float, float]]]) -> None:
        self.job = job
        self.took = took
        self.connection = http.client.HTTPConnection(urlsplit(job["url"]).netloc, timeout=60)

    def call(
        self, name: str, login: str, verb: str, path: str, body: Any = None, **more: str
    ) -> Any:
        """One call, timed from the first byte sent to the last one read."""
        headers = {"Authorization": f"Bearer {self.job['tokens'][login]}", **more}
        sent = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            sent = json.dumps(body).encode()
        begun_at = time.perf_counter()
        self.connection.request(verb, f"/api/v1{path}", sent, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        ended_at = time.perf_counter()
        if answer.status >= 300:
            raise RuntimeError(f"{name}: {answer.status} {text.decode()}")
        self.took[name].append((ended_at, ended_at - begun_at))
        return json.loads(text)

    def lifecycle(self) -> None:
        """A complaint from the intake to its end."""
        household = random.choice(self.job["households"])
        key = {"Idempotency-Key": str(uuid.uuid4())}
        case = intake(household)
        made = self.call("lodge", "receptionist", "POST", "/complaints", case, **key)
        for name, login, act, body in STEPS:
            self.call(name, login, "POST", f"/complaints/{made['id']}/{act}", body)

    def home(self) -> None:
        """A resident opens the home page."""
        login = random.choice(list(self.job["tokens"]))
        for name, path in HOME.items():
            self.call(name, login, "GET", path)


class Load:
    """All clients."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.took: list[dict[str, list[tuple[float, float]]]] = []
        self.trouble: list[str] = []
        self.ending = threading.Event()
        self.numbers = itertools.count()

    def run(self) -> dict[str, Any]:
        """Ask until time is over; latencies in ms per call, of those answered in the time."""
        threads = [threading.Thread(target=self._ask) for _ in range(self.job["clients"])]
        for thread in threads:
            thread.start()
        if "seconds" in self.job:
            self.ending.wait(self.job["warmup"])
            begin, used = self._say("begin"), cpu()
            self.ending.wait(self.job["seconds"])
            end, used = self._say("end"), cpu() - used
            self.ending.set()
        for thread in threads:
            thread.join()
        if self.trouble:
            raise SystemExit(self.trouble[0])
        if "seconds" not in self.job:
            return {}
        calls: dict[str, list[float]] = {name: [] for name in CALLS[self.job["flow"]]}
        for took in self.took:
            for name, times in took.items():
                calls[name] += [1000 * length for at, length in times if begin < at <= end]
        return {"seconds": end - begin, "cpu_seconds": used, "calls": calls}

    def _ask(self) -> None:
        took: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self.took.append(took)
        desk = Desk(self.job, took)
        most = self.job.get("times", sys.maxsize)
        flow = {"lifecycle": desk.lifecycle, "home": desk.home}[self.job["flow"]]
        try:
            while not self.ending.is_set() and next(self.numbers) < most:
                flow()
        except Exception as error:
            self.trouble.append(f"{type(error).__name__}: {error}")
            self.ending.set()

    def _say(self, word: str) -> float:
        print(word, flush=True)
        return time.perf_counter()


def cpu() -> float:
    """Processor seconds of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(json.dumps(Load(json.load(sys.stdin)).run()))
