"""P02: where the pages are reached, and whether anybody has an account."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from contracts.opening import Step
from foundation import config
from foundation.actor import SYSTEM
from foundation.errors import Forbidden, InvalidInput
from foundation.storage.store import Store
from guanjia.imports import operator
from services.directory.company_pictures.operations import digests
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform

SITE = "https://wuye.example.com"


@pytest.fixture(autouse=True)
def configured() -> Iterator[None]:
    """An installation whose settings name an address."""
    before = config.settings()
    config.use(replace(before, public_url="http://10.0.0.5:8000/"))
    yield
    config.use(before)


def change(store: Store, public_url: Any) -> dict[str, Any]:
    """Say it on the company's page."""
    return dict(perform(store, Directory.change_company, operator(store), public_url=public_url))


def site(store: Store) -> dict[str, Any]:
    return dict(perform(store, Directory.site, SYSTEM))


def done(store: Store) -> dict[str, bool]:
    """Which steps of the opening are done."""
    found = perform(store, Directory.opening, operator(store))["items"]
    return {one["step"]: one["done"] for one in found}


def test_P02_what_the_page_says_goes_before_the_settings_and_empty_goes_back(store: Store) -> None:
    assert site(store)["public_url"] == "http://10.0.0.5:8000"
    assert change(store, f"{SITE}/")["public_url"] == SITE
    assert site(store)["public_url"] == SITE
    change(store, "")
    assert site(store)["public_url"] == "http://10.0.0.5:8000"


@pytest.mark.parametrize(
    "text",
    [
        "wuye.example.com", "ftp://wuye.example.com", "javascript://wuye.example.com",
        "https://", "https://wuye.example.com/login", "https://wuye.example.com/../x",
        "https://wuye.example.com?x=1", "https://wuye.example.com#x", "https://a@wuye.example.com",
        "https://wuye.example.com:99999", "https://wuye.example.com:", "https://wuye example.com",
        "https://wuye.example.com\\evil.example", "https://.", "https://物业.example",
        "https://" + "a" * 200, "https://[::1", 5,
    ],
)  # fmt: skip
def test_P02_what_is_no_address_of_pages_is_refused_at_its_field(store: Store, text: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        change(store, text)
    assert list(refused.value.errors) == ["public_url"]
    assert site(store)["public_url"] == "http://10.0.0.5:8000"


@pytest.mark.parametrize("text", ["http://10.0.0.5:8000", "https://[::1]:8443", "http://localhost"])
def test_P02_hosts_and_ports_are_taken_as_they_are(store: Store, text: str) -> None:
    assert change(store, text)["public_url"] == text


def test_P02_the_address_and_the_seal_are_steps_that_may_be_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert done(store)[Step.PUBLIC_URL] and not done(store)[Step.SEAL]
    config.use(replace(config.settings(), public_url=""))
    assert not done(store)[Step.PUBLIC_URL]
    change(store, SITE)
    assert done(store)[Step.PUBLIC_URL]
    here = "services.directory.opening.queries"
    monkeypatch.setattr(f"{here}.digests", lambda uow: digests(uow) | {"seal": "a"})
    assert done(store)[Step.SEAL]


def test_P02_it_is_known_whether_anybody_has_an_account(store: Store) -> None:
    assert not site(store)["entered"]
    made = perform(store, Directory.create_person, operator(store), name="林一", roles=["admin"])
    assert not site(store)["entered"]
    login = {"username": "lin.yi", "password": "quiet-Harbour-lamp-58"}
    perform(store, Directory.create_account, operator(store), person_id=made["id"], **login)
    assert site(store)["entered"]


def test_P02_the_gateway_alone_asks_for_it(store: Store) -> None:
    with pytest.raises(Forbidden):
        perform(store, Directory.site, operator(store))
