"""Somebody with a right, every kind of access it gives, and every way of losing it (P03, D06)."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

import requests

from tests.security.households import PHOTO, request_repair
from tests.support.product import Product

PASSWORD = "slow-river-Lantern-47"
ANOTHER = "quiet-Harbour-clock-92"
HTML = {"Accept": "text/html"}
NUMBERS = count(1)
REFUSED = {401, 403, 404}


@dataclass
class Login:
    """One person, logged in by the API and twice by pages, with all that was opened by it."""

    product: Product
    person_id: str
    username: str
    api: requests.Session = field(default_factory=requests.Session)
    pages: requests.Session = field(default_factory=requests.Session)
    copied: requests.Session = field(default_factory=requests.Session)
    stream: requests.Response | None = None
    named: dict[str, str] = field(default_factory=dict)
    """What the accesses name: a household, a repair, a photo, an idempotency key."""

    def enter(self) -> "Login":
        """Log in; the cookie of the pages is copied to another browser, which listens."""
        url = self.product.url
        body = {"username": self.username, "password": PASSWORD}
        answer = requests.post(f"{url}/api/v1/auth/token", json=body, timeout=20)
        assert answer.status_code == 200, answer.text
        self.api.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        form = {"csrf_token": csrf(self.pages, f"{url}/login")} | body
        self.pages.post(f"{url}/login", data=form, headers=HTML, timeout=20)
        self.copied.cookies.update(self.pages.cookies)
        self.stream = self.copied.get(f"{url}/events", stream=True, timeout=30)
        assert self.stream.status_code == 200
        return self

    def call(self, verb: str, path: str, **more: Any) -> requests.Response:
        """Call the API."""
        return self.api.request(verb, f"{self.product.url}/api/v1{path}", timeout=30, **more)

    def look(self, path: str) -> int:
        """Look at a page with the copied cookie; 401 where one is led to the login."""
        answer = self.copied.get(
            f"{self.product.url}{path}",
            headers=HTML,
            timeout=30,
            allow_redirects=False,
            stream=True,
        )
        answer.close()  # of a stream, too
        return 401 if "/login" in answer.headers.get("Location", "") else answer.status_code

    def stream_goes_on(self, seconds: float) -> bool:
        """Whether the stream is still open after a while: it ends by itself, or time is up."""
        assert self.stream is not None
        connection = self.stream.raw._fp.fp.raw._sock
        connection.settimeout(seconds)
        with suppress(TimeoutError, requests.RequestException, OSError):
            while self.stream.raw._fp.fp.read1(4096):
                pass
            return False
        return True


def csrf(session: requests.Session, url: str) -> str:
    """The token that the forms of a page carry."""
    found = re.search(
        r'name="csrf_token" value="([^"]+)"', session.get(url, headers=HTML, timeout=20).text
    )
    assert found
    return found[1]


def named(product: Product, name: str, roles: list[str], **more: Any) -> Login:
    """Somebody new who can log in."""
    admin = product.as_("admin")
    person = admin.post("/people", {"name": name, "roles": roles, **more}, 201)
    username = f"lost{next(NUMBERS)}.{uuid4().hex[:8]}"
    login = {"username": username, "password": PASSWORD}
    admin.post(f"/people/{person['id']}/account", login, 201)
    return Login(product, person["id"], username)


def a_supervisor(product: Product) -> Login:
    """A supervisor who has entered a shift, and a photo of a repair to look at."""
    made = named(product, "钱进", ["supervisor"]).enter()
    home = product.as_("resident1").get("/me")["household_ids"][0]
    repair = request_repair(product, home)["id"]
    resident = product.as_("resident1")
    photo = resident.call("POST", f"/repairs/{repair}/photos", 201, files={"file": ("a", PHOTO)})
    made.named = {"repair": repair, "photo": photo["id"], "key": uuid4().hex}
    return made


def a_home_without_tenant(product: Product) -> str:
    """The id of a home, another one each time. Where a tenant is, one more is the second, and a
    sheet, which names one, is about the first (D01)."""
    desk = product.as_("receptionist")
    homes = desk.get("/households", limit=200)["items"]
    while True:
        home = desk.get(f"/households/{homes[-1 - next(NUMBERS)]['id']}")
        if all(member["relation"] != "tenant" for member in home["members"]):
            return str(home["id"])


def a_tenant(product: Product) -> Login:
    """A tenant of a household, who has asked for a repair with a photo."""
    desk = product.as_("receptionist")
    home = a_home_without_tenant(product)
    tenant = {"name": "李雷", "relation": "tenant", "phone": "13700001234"}
    check = {"identity_check": {"method": "id_card", "by": "林晓梅"}}
    household = desk.post(f"/households/{home}/members", tenant | check, 201)
    member = household["members"][-1]["id"]
    made = named(product, "李雷", ["resident"], member_ids=[member]).enter()
    made.named = {"home": home, "member": member, "key": uuid4().hex}
    repair = replay(made).json()["id"]
    photo = made.call("POST", f"/repairs/{repair}/photos", files={"file": ("a", PHOTO)}).json()
    made.named |= {"repair": repair, "photo": photo["id"]}
    return made


def replay(login: Login) -> requests.Response:
    """What was done with an idempotency key, sent again."""
    headers = {"Idempotency-Key": login.named["key"]}
    if "home" in login.named:
        wanted = {
            "household_id": login.named["home"], "category": "door_window",
            "description": "入户门锁更换", "contact_name": "李雷", "contact_phone": "13700001234",
        }  # fmt: skip
        return login.call("POST", "/repairs", json=wanted, headers=headers)
    shift = {
        "person_id": login.product.as_("engineer").get("/me")["id"], "duty": "engineer",
        "starts_at": f"2031-01-{int(login.named['key'][:2], 16) % 28 + 1:02}T08:00:00+08:00",
        "ends_at": f"2031-01-{int(login.named['key'][:2], 16) % 28 + 1:02}T08:30:00+08:00",
    }  # fmt: skip
    return login.call("POST", "/shifts", json=shift, headers=headers)


Access = Callable[[Login], int]


def api(path: str) -> Access:
    """Reading by the API."""
    return lambda login: login.call("GET", path.format(**login.named)).status_code


def page(path: str) -> Access:
    """Looking at a page."""
    return lambda login: login.look(path.format(**login.named))


OF_STAFF: dict[str, Access] = {
    "api": api("/looks"),
    "page": page("/manage/approvals"),
    "download by the api": api("/reports/complaints?month=2026-10&format=xlsx"),
    "download of a page": page("/manage/approvals?format=xlsx"),
    "photo by the api": api("/repairs/{repair}/photos/{photo}"),
    "photo of a page": page("/desk/repairs/{repair}/photos/{photo}"),
    "replayed key": lambda login: replay(login).status_code,
    "a new stream": page("/events"),
}
OF_TENANT: dict[str, Access] = {
    "household": api("/households/{home}"),
    "its history": api("/households/{home}/changes"),
    "its bills": api("/bills?household_id={home}"),
    "its statement": api("/households/{home}/statement"),
    "its repairs": api("/repairs?household_id={home}"),
    "page": page("/my/households/{home}"),
    "own look": lambda login: login.call(
        "POST", f"/households/{login.named['home']}/reveal", json={"purpose": "核对"}
    ).status_code,
    "write": lambda login: login.call(
        "PATCH", f"/households/{login.named['home']}/members/{login.named['member']}",
        json={"email": "li@example.org", "identity_check": {"method": "id_card", "by": "自己"}},
        headers={"If-Match": '"0"'},
    ).status_code,
    "pay": lambda login: login.call(
        "POST", "/payments",
        json={"household_id": login.named["home"], "amount": "0.01", "method": "wechat"},
    ).status_code,
    "replayed key": lambda login: replay(login).status_code,
}  # fmt: skip
