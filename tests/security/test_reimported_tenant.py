"""D06 through HTTP: a tenant whom an import replaces has nothing of the home from then on.

The token, the pages, the copied cookie, the stream and the mail of who was the tenant end with the
import; the new one is not the old one under another name.
"""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import openpyxl
import pytest

from tests.security.lost_rights import OF_TENANT, PASSWORD, Login, a_tenant
from tests.security.test_lost_rights import open_ones
from tests.support.product import Product, embedded, eventually
from tests.support.smtp import MailServer, mail_server

HEADINGS = (
    "楼栋", "房号", "类型", "建筑面积", "业主姓名", "手机", "邮箱", "租户姓名", "租户手机",
)  # fmt: skip
OWNER_MAIL, TENANT_MAIL = "owner@example.org", "li@example.org"
KINDS = {"residential": "住宅", "shop": "商铺"}
KNOWN_WITHIN = 60.0


@pytest.fixture(scope="module")
def mails() -> Iterator[MailServer]:
    """A mail server."""
    with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, mails: MailServer) -> Iterator[Product]:
    """A product that writes mail."""
    home, environment = tmp_path_factory.mktemp("imported"), {"GUANJIA_SMTP_URL": mails.url}
    with embedded(home, loaded=True, environment=environment) as running:
        yield running


def import_home(product: Product, home: str, tenant: tuple[str, str]) -> None:
    """The home as a sheet has it, with this tenant, and an address of the owner."""
    desk = product.as_("supervisor")
    known = desk.get(f"/households/{home}")
    phone = desk.post(f"/households/{home}/reveal", {"purpose": "核对导入表格"})["value"]
    row = (
        known["building"], known["unit"], KINDS[known["unit_type"]], float(known["area_m2"]),
        known["owner_name"], phone, OWNER_MAIL, *tenant,
    )  # fmt: skip
    book, made = openpyxl.Workbook(), io.BytesIO()
    for line in (HEADINGS, row):
        book.active.append(line)
    book.save(made)
    files = {"file": ("名单.xlsx", made.getvalue())}
    report = product.as_("finance").call("POST", "/households/import", 200, files=files)
    assert (report["rows"], report["errors"]) == (1, []), report


def give_address(login: Login) -> None:
    """The tenant is written to from now on."""
    desk, home = login.product.as_("receptionist"), f"/households/{login.named['home']}"
    known = desk.get(home)["version"]
    change = {"email": TENANT_MAIL, "identity_check": {"method": "id_card", "by": "林晓梅"}}
    path, headers = f"{home}/members/{login.named['member']}", {"If-Match": f'"{known}"'}
    desk.call("PATCH", path, 200, json=change, headers=headers)


def known_everywhere(product: Product) -> bool:
    """Whether all that the directory tells has arrived: a notice goes to the addresses known."""
    with closing(sqlite3.connect(product.home / "data" / "directory.db")) as records:
        [waiting] = records.execute("SELECT count(*) FROM outbox WHERE sent_at IS NULL").fetchone()
    return not waiting


def mailed(product: Product, mails: MailServer, home: str, title: str) -> set[str]:
    """Whom an urgent notice to the home is mailed to, once all of it has left."""
    eventually(lambda: known_everywhere(product), KNOWN_WITHIN)
    desk, deputy = product.as_("receptionist"), product.as_("supervisor")
    notice: dict[str, Any] = {
        "kind": "notice", "title": title, "body": "1栋水箱清洗，请提前储水。", "urgent": True,
        "audience": {"household_ids": [home]}, "channels": ["portal", "email"],
    }  # fmt: skip
    path = f"/notices/{desk.post('/notices', notice, 201)['id']}"
    desk.post(f"{path}/submit")
    deputy.post(f"{path}/publish")

    def receivers() -> set[str]:
        sent = zip(mails.received, mails.receivers, strict=True)
        return {one for mail, to in sent if title in str(mail["subject"]) for one in to}

    def all_left() -> bool:
        waiting = deputy.get("/messages", household_id=home, channel="email", limit=200)
        return bool(receivers()) and not any(
            one["status"] in ("waiting", "sending") for one in waiting["items"]
        )

    eventually(all_left, KNOWN_WITHIN)
    return receivers()


def test_D06_a_tenant_whom_an_import_replaces_has_nothing_of_the_home_any_more(
    product: Product, mails: MailServer
) -> None:
    login: Login = a_tenant(product)
    home = login.named["home"]
    give_address(login)
    import_home(product, home, ("李雷", "13700001234"))
    assert set(open_ones(OF_TENANT, login)) == set(OF_TENANT), "the control: named again he stays"
    assert mailed(product, mails, home, "清洗水箱通知甲") == {OWNER_MAIL, TENANT_MAIL}

    import_home(product, home, ("韩梅梅", "13700009876"))
    assert open_ones(OF_TENANT, login) == {}
    assert login.call("GET", "/me").status_code == 401
    assert login.look("/account") == 401, "the copied cookie opens nothing"
    assert not login.stream_goes_on(KNOWN_WITHIN)
    again = {"username": login.username, "password": PASSWORD}
    assert login.call("POST", "/auth/token", json=again).status_code == 401
    assert mailed(product, mails, home, "清洗水箱通知乙") == {OWNER_MAIL}

    file = product.as_("supervisor").get(f"/households/{home}")
    assert "韩梅梅" in {one["name"] for one in file["members"]}
    assert {one["name"] for one in file["former_members"]} >= {"李雷"}
