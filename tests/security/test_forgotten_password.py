"""P03: who sets a new password by the link of "forgot password" ends at once what the old one had
opened; whoever only asks for a link ends nothing."""

import re
from collections.abc import Iterator

import pytest
import requests
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from foundation.storage.tables import person_replica
from tests.security.lost_rights import ANOTHER, OF_STAFF, Login, a_supervisor
from tests.security.test_lost_rights import ALL, admin, open_ones
from tests.support.product import Product, embedded, eventually
from tests.support.smtp import MailServer, mail_server

SITE, MAIL = "https://desk.example", "qian@example.org"
ARRIVES_WITHIN = 60.0


@pytest.fixture(scope="module")
def mails() -> Iterator[MailServer]:
    """A mail server."""
    with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, mails: MailServer) -> Iterator[Product]:
    """A product that writes mail, and knows where its pages are."""
    environment = {"GUANJIA_SMTP_URL": mails.url, "GUANJIA_PUBLIC_URL": SITE}
    home = tmp_path_factory.mktemp("forgotten")
    with embedded(home, loaded=True, environment=environment) as running:
        yield running


def is_known(product: Product, login: Login) -> bool:
    """Whether notices has heard of the address: events of two kinds come in no order."""
    found = select(person_replica.c.email).where(person_replica.c.person_id == login.person_id)
    engine = create_engine(f"sqlite:///{product.home}/data/notices.db", poolclass=NullPool)
    with engine.connect() as connection:
        return bool(connection.scalar(found) == MAIL)


def links(mails: MailServer) -> list[str]:
    """The secrets of the links that have arrived."""
    texts = "\n".join(text for _subject, text in mails.texts())
    return re.findall(rf"{SITE}/join/([\w-]+)", texts)


def test_P03_a_password_set_by_the_link_of_who_forgot_it_ends_every_open_login(
    product: Product, mails: MailServer
) -> None:
    login: Login = a_supervisor(product)
    admin(login, "PATCH", "/people/{person}", {"email": MAIL})
    eventually(lambda: is_known(product, login), ARRIVES_WITHIN)
    url = f"{product.url}/api/v1"
    asked = requests.post(f"{url}/auth/forgot", json={"username": login.username}, timeout=20)
    assert asked.status_code == 204
    eventually(lambda: bool(links(mails)), ARRIVES_WITHIN)
    assert set(open_ones(OF_STAFF, login)) == ALL, "the control: asking ends nothing"
    used = {"token": links(mails)[-1], "password": ANOTHER}
    assert requests.post(f"{url}/auth/link/use", json=used, timeout=20).status_code == 200
    assert open_ones(OF_STAFF, login) == {}
    assert not login.stream_goes_on(3)
    again = requests.post(f"{url}/auth/link/use", json=used, timeout=20)
    assert again.status_code >= 400, "it opens once"
