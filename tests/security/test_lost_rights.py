"""P03: a right that has ended opens nothing, at once: every way of losing it × every access.

The matrix (`tests/api/test_matrix.py`) is about having a right; this one about having had it.
Nothing waits here: the first request after the call that ended the right is refused.
"""

from collections.abc import Callable, Mapping

import pyotp
import pytest
import requests

from gateway.sessions import Sessions
from tests.security.lost_rights import (
    ANOTHER,
    HTML,
    OF_STAFF,
    OF_TENANT,
    PASSWORD,
    REFUSED,
    Access,
    Login,
    a_supervisor,
    a_tenant,
    csrf,
)
from tests.support.product import Product

OF_API = {"api", "download by the api", "photo by the api", "replayed key"}
OF_PAGES = {"page", "download of a page", "photo of a page", "a new stream"}
FOR_EVERY_ROLE = {"photo by the api", "photo of a page", "a new stream"}
"""What an engineer may as well: it stays."""


def admin(login: Login, verb: str, path: str, body: dict[str, object]) -> None:
    """An administrator does something to the person."""
    path = path.format(person=login.person_id)
    by = login.product.as_("admin")
    headers = {}
    if verb == "PATCH" and not path.endswith("/account"):
        headers["If-Match"] = f'"{by.get(path)["version"]}"'
    by.call(verb, path, json=body, headers=headers)


def log_out(login: Login) -> None:
    url = login.product.url
    form = {"csrf_token": csrf(login.pages, f"{url}/account")}
    login.pages.post(f"{url}/logout", data=form, headers=HTML, timeout=20)


def end_by_the_api(login: Login) -> None:
    for session in login.call("GET", "/me/sessions").json()["items"]:
        if session["kind"] == "pages":
            assert login.call("DELETE", f"/me/sessions/{session['id']}").status_code == 204


def end_the_own_by_the_api(login: Login) -> None:
    [own] = [one for one in login.call("GET", "/me/sessions").json()["items"] if one["current"]]
    assert login.call("DELETE", f"/me/sessions/{own['id']}").status_code == 204


def end_on_the_page(login: Login) -> None:
    url = login.product.url
    [api] = [one for one in login.call("GET", "/me/sessions").json()["items"] if one["current"]]
    form = {"csrf_token": csrf(login.pages, f"{url}/account")}
    path = f"{url}/account/sessions/{api['id']}/end"
    assert login.pages.post(path, data=form, headers=HTML, timeout=20).status_code == 200


def change_the_password(login: Login) -> None:
    body = {"old_password": PASSWORD, "new_password": ANOTHER}
    answer = login.call("POST", "/me/password", json=body)
    assert answer.status_code == 200
    fresh = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert login.call("GET", "/looks", headers=fresh).status_code == 200, "who changed it goes on"


def change_the_password_on_the_page(login: Login) -> None:
    url = login.product.url
    form = {
        "csrf_token": csrf(login.pages, f"{url}/account"), "old_password": PASSWORD,
        "new_password": ANOTHER, "repeated": ANOTHER,
    }  # fmt: skip
    answer = login.pages.post(f"{url}/account/password", data=form, headers=HTML, timeout=20)
    assert answer.status_code == 200 and answer.url.endswith("/account"), "who changed it goes on"


def reset_the_password(login: Login) -> None:
    admin(login, "PATCH", "/people/{person}/account", {"password": ANOTHER})


def disable_the_account(login: Login) -> None:
    admin(login, "PATCH", "/people/{person}/account", {"disabled": True})


def disable_and_enable_again(login: Login) -> None:
    disable_the_account(login)
    admin(login, "PATCH", "/people/{person}/account", {"disabled": False})


def deactivate(login: Login) -> None:
    admin(login, "PATCH", "/people/{person}", {"active": False})


def take_the_role(login: Login) -> None:
    admin(login, "PATCH", "/people/{person}", {"roles": ["engineer"]})


def close(login: Login) -> None:
    admin(login, "POST", "/people/{person}/close", {})


def take_the_role_place_by_place(login: Login) -> None:
    person = login.product.as_("admin").get(f"/people/{login.person_id}")
    grants = [{"role": "engineer", "community": person["grants"][0]["community"]}]
    admin(login, "PATCH", "/people/{person}", {"grants": grants})


def set_a_password_by_a_link(login: Login) -> None:
    by = login.product.as_("admin")
    link = by.post(f"/people/{login.person_id}/reset", {}, 201)["link"]
    used = {"token": link.rpartition("/")[2], "password": ANOTHER}
    url = f"{login.product.url}/api/v1/auth/link/use"
    assert requests.post(url, json=used, timeout=20).status_code == 200


def be_given_a_link_that_shuts_out(login: Login) -> None:
    """The link alone, which nobody has used yet."""
    admin(login, "POST", "/people/{person}/reset", {"at_once": True})
    old = {"username": login.username, "password": PASSWORD}
    assert login.call("POST", "/auth/token", json=old).status_code == 401


def be_given_a_link(login: Login) -> None:
    """The control: until it is used all goes on."""
    admin(login, "POST", "/people/{person}/reset", {})


def be_logged_out_by_an_administrator(login: Login) -> None:
    by, path = login.product.as_("admin"), f"/people/{login.person_id}/sessions"
    for session in by.get(path)["items"]:
        if session["kind"] == "pages":
            by.call("DELETE", f"{path}/{session['id']}", 204)


def set_up_a_second_factor(login: Login) -> None:
    begun = login.call("POST", "/me/second-factor", json={"old_password": PASSWORD}).json()
    code = {"totp": pyotp.TOTP(begun["secret"]).now()}
    assert login.call("POST", "/me/second-factor/confirm", json=code).status_code == 200


def have_the_second_factor_reset(login: Login) -> None:
    set_up_a_second_factor(login)
    admin(login, "POST", "/people/{person}/second-factor/reset", {})


ALL = OF_API | OF_PAGES
WAYS: Mapping[Callable[[Login], None], set[str]] = {
    log_out: OF_PAGES,
    end_by_the_api: OF_PAGES,
    end_the_own_by_the_api: OF_API,
    end_on_the_page: OF_API,
    change_the_password: ALL,
    change_the_password_on_the_page: ALL,
    reset_the_password: ALL,
    disable_the_account: ALL,
    disable_and_enable_again: ALL,
    deactivate: ALL,
    take_the_role: ALL - FOR_EVERY_ROLE,
    close: ALL,
    take_the_role_place_by_place: ALL - FOR_EVERY_ROLE,
    set_a_password_by_a_link: ALL,
    be_given_a_link_that_shuts_out: ALL,
    be_given_a_link: set(),
    be_logged_out_by_an_administrator: OF_PAGES,
    set_up_a_second_factor: OF_PAGES,
    have_the_second_factor_reset: ALL,
}
"""What each way of losing a right closes; all else stays open."""


def open_ones(accesses: Mapping[str, Access], login: Login) -> dict[str, int]:
    """The accesses that are let in, with the status of each."""
    tried = {name: access(login) for name, access in accesses.items()}
    assert all(status < 500 for status in tried.values()), tried
    return {name: status for name, status in tried.items() if status not in REFUSED}


@pytest.mark.parametrize("lose", WAYS, ids=lambda way: way.__name__)
def test_P03_a_right_that_has_ended_opens_nothing(
    product: Product, lose: Callable[[Login], None]
) -> None:
    login = a_supervisor(product)
    assert set(open_ones(OF_STAFF, login)) == ALL, "the control: all of it is open before"
    lose(login)
    assert set(open_ones(OF_STAFF, login)) == ALL - WAYS[lose]
    stream_ends = bool(WAYS[lose] & OF_PAGES)
    assert login.stream_goes_on(3) != stream_ends


def move_out(login: Login) -> None:
    desk, home = login.product.as_("receptionist"), login.named["home"]
    version = desk.get(f"/households/{home}")["version"]
    desk.call(
        "POST", f"/households/{home}/members/{login.named['member']}/remove",
        json={"identity_check": {"method": "id_card", "by": "林晓梅"}},
        headers={"If-Match": f'"{version}"'},
    )  # fmt: skip


def be_replaced(login: Login) -> None:
    """Another tenant takes the place (D06)."""
    desk, home = login.product.as_("receptionist"), login.named["home"]
    version = desk.get(f"/households/{home}")["version"]
    desk.call(
        "PATCH", f"/households/{home}/members/{login.named['member']}",
        json={
            "name": "韩梅梅", "phone": "13700009876",
            "identity_check": {"method": "id_card", "by": "林晓梅"},
        },
        headers={"If-Match": f'"{version}"'},
    )  # fmt: skip


@pytest.mark.parametrize("lose", [move_out, be_replaced], ids=lambda way: way.__name__)
def test_D06_who_has_left_a_household_has_nothing_of_it(
    product: Product, lose: Callable[[Login], None]
) -> None:
    login = a_tenant(product)
    assert set(open_ones(OF_TENANT, login)) == set(OF_TENANT), "the control"
    lose(login)
    assert open_ones(OF_TENANT, login) == {}
    assert login.call("GET", "/me").status_code == 401, "nothing is left to log in for"


def test_P03_a_role_that_is_given_opens_at_once(product: Product) -> None:
    """Both ways: what is taken is gone, what is given is there, with the token from before."""
    login = a_supervisor(product)
    take_the_role(login)
    assert login.call("GET", "/looks").status_code == 403
    admin(login, "PATCH", "/people/{person}", {"roles": ["supervisor"]})
    assert set(open_ones(OF_STAFF, login)) == ALL


def test_P03_another_persons_login_is_ended_by_nobody_else(product: Product) -> None:
    one, other = a_supervisor(product), a_supervisor(product)
    foreign = other.call("GET", "/me/sessions").json()["items"][0]["id"]
    assert one.call("DELETE", f"/me/sessions/{foreign}").status_code == 404
    assert set(open_ones(OF_STAFF, other)) == ALL


@pytest.mark.usefixtures("product")
def test_P03_negative_control_a_gateway_that_never_forgets_lets_ended_rights_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the guard off the harm is there: `tests/api/test_sessions.py` has each part of it."""
    from tests.api.test_sessions import Gateway

    monkeypatch.setattr(Sessions, "forget", lambda *_: None)
    at = Gateway()
    assert at.enters()
    at.directory.answer = RuntimeError("must not be asked")
    at.sessions.on_event("directory", "access_changed", {"person_id": "p1"})
    assert at.enters()
