"""Who may call what: every operation of the running product as everybody."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt
import pytest

from foundation.clock import FixedClock, SystemClock
from gateway.tokens import LIFETIME, Tokens
from tests.api.running import AN_ID, ROLES, Operation, Person, operations
from tests.support.product import Product

MOVES_TIME = "POST /demo/clock"
WRONG_PASSWORD = {
    "POST /me/password", "POST /me/second-factor", "POST /me/second-factor/confirm",
    "POST /me/second-factor/recovery-codes", "POST /me/second-factor/remove", "PATCH /me/contact",
}  # fmt: skip
"""Their examples do not know the password, or the code: 401 `bad_credentials`."""
OPEN_TO_ALL = {
    "POST /auth/token", "GET /papers/verify", "POST /auth/link", "POST /auth/link/use",
    "POST /auth/forgot", "POST /auth/code", "POST /auth/code/use",
}  # fmt: skip
"""What nobody needs a login for. A new one is a decision to be written here: a paper is verified by
whoever holds it, by a code that cannot be guessed, and says nothing but its own head (P10); a
one-time link opens by a secret of 256 bits what its holder is given, once; one that is asked for
goes where the account's messages go, and the answer says nothing; a household code opens by 50 bits
a home's address, and an account to who is of it by name and phone (P04) (P03)."""


def tried(product: Product, role: str | None) -> list[Operation]:
    """All operations but the login; the clock is not moved by those who may."""
    return [
        operation
        for operation in operations(product)
        if "anyone" not in operation.roles
        and not (operation.name == MOVES_TIME and role in operation.roles)
    ]


def test_every_operation_says_who_may_call_it(product: Product) -> None:
    known = {*ROLES, "anyone"}
    for operation in operations(product):
        assert operation.roles, operation.name
        assert operation.roles <= known, operation.name
    assert {o.name for o in operations(product) if "anyone" in o.roles} == OPEN_TO_ALL


def test_every_operation_but_the_login_is_documented_as_closed(product: Product) -> None:
    for operation in operations(product):
        wanted = [] if operation.name in OPEN_TO_ALL else [{"bearer": []}]
        assert operation.document["security"] == wanted, operation.name


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_let_in_exactly_where_the_document_says(product: Product, role: str) -> None:
    person = Person(product, role)
    wrong = []
    for operation in tried(product, role):
        answer = person.call(operation)
        refused = answer.status_code == 403 and answer.json()["code"] == "forbidden"
        failed = answer.status_code >= 500 or answer.status_code == 401
        if refused == (role in operation.roles) or (
            failed and operation.name not in WRONG_PASSWORD
        ):
            wrong.append(f"{operation.name}: {answer.status_code} {answer.text[:200]}")
    assert not wrong, "\n".join(wrong)


def test_without_a_login_every_operation_is_401(product: Product) -> None:
    nobody = Person(product, None)
    statuses = {o.name: nobody.call(o).status_code for o in tried(product, None)}
    assert set(statuses.values()) == {401}, statuses


def part(content: dict[str, Any]) -> str:
    """One part of a token."""
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def claims_of(token: str) -> dict[str, Any]:
    """What a token says, whoever signed it."""
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


def own_key(product: Product) -> str:
    """The product's own signing key, as only its operator has it."""
    return (product.home / "data" / "secret.key").read_text(encoding="ascii")


def expired(product: Product, token: str) -> str:
    past = FixedClock(SystemClock().now() - LIFETIME - timedelta(minutes=1))
    return Tokens(own_key(product), past).issue(as_login(token))


def unsigned(product: Product, token: str) -> str:
    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims_of(token))}."


def with_the_signature_cut_off(product: Product, token: str) -> str:
    return token.rpartition(".")[0] + "."


def of_another_key(product: Product, token: str) -> str:
    return jwt.encode(claims_of(token), "k" * 64, algorithm="HS256")


def of_another_algorithm(product: Product, token: str) -> str:
    return jwt.encode(claims_of(token), own_key(product), algorithm="HS512")


def with_another_person(product: Product, token: str) -> str:
    head, _, signature = token.split(".")
    return f"{head}.{part(claims_of(token) | {'sub': person_of(product, 'admin')})}.{signature}"


def as_login(token: str) -> dict[str, Any]:
    """The login that a token is of."""
    claims = claims_of(token)
    return {"id": claims["sub"], "session_id": claims["sid"]}


def person_of(product: Product, username: str) -> str:
    return str(claims_of(product.as_(username).token or "")["sub"])


def of_no_session(product: Product, token: str) -> str:
    return Tokens(own_key(product), SystemClock()).issue(as_login(token) | {"session_id": AN_ID})


def of_a_session_of_somebody_else(product: Product, token: str) -> str:
    other = as_login(token) | {"id": person_of(product, "admin")}
    return Tokens(own_key(product), SystemClock()).issue(other)


FORGERIES = (
    expired, unsigned, with_the_signature_cut_off, of_another_key, of_another_algorithm,
    with_another_person, of_no_session, of_a_session_of_somebody_else,
)  # fmt: skip


def test_a_token_made_with_the_products_own_key_is_taken(product: Product) -> None:
    """The control of the forgeries: what is right about them is right."""
    token = product.as_("supervisor").token or ""
    made = Person(product, None, Tokens(own_key(product), SystemClock()).issue(as_login(token)))
    me = next(o for o in operations(product) if o.name == "GET /me")
    assert made.call(me).status_code == 200


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda f: f.__name__)
def test_a_forged_or_expired_token_opens_nothing(
    product: Product, forge: Callable[[Product, str], str]
) -> None:
    forged = forge(product, product.as_("supervisor").token or "")
    somebody = Person(product, None, forged)
    statuses = {o.name: somebody.call(o).status_code for o in tried(product, None)}
    assert set(statuses.values()) == {401}, statuses
