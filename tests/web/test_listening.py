"""Who may listen to what happens: by what cookie, and for how long."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt
import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner

from foundation.clock import FixedClock, SystemClock
from foundation.errors import NotAuthenticated
from gateway.tokens import LEEWAY, LIFETIME
from gateway.web.visitor import LONGEST
from tests.api.conftest import SECRET
from tests.api.stand_in import StandIn
from tests.web.listening import ELSEWHERE, HOME, cookie, heard, token, with_cookie


def part(content: dict[str, Any]) -> str:
    """One part of a token."""
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def claims() -> dict[str, Any]:
    """What a token that is right says."""
    said: dict[str, Any] = jwt.decode(token(), options={"verify_signature": False})
    return said


def session_of_another_key(app: Flask) -> str:
    return cookie(app, signed_by="k" * 32)


def session_of_the_installations_secret(app: Flask) -> str:
    return cookie(app, signed_by=SECRET)


def session_with_other_content_under_the_old_signature(app: Flask) -> str:
    content, old = cookie(app, username="li"), cookie(app)
    return ".".join([content.rsplit(".", 2)[0], *old.rsplit(".", 2)[1:]])


def session_without_a_signature(app: Flask) -> str:
    return cookie(app).rsplit(".", 1)[0] + "."


def session_without_a_token(app: Flask) -> str:
    return cookie(app, token=None)


def session_that_has_ended(app: Flask) -> str:
    return cookie(app, ends_at=SystemClock().now().timestamp() - 1)


def session_signed_longer_ago_than_a_shift(app: Flask) -> str:
    then = int((SystemClock().now() - LONGEST).timestamp()) - 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TimestampSigner, "get_timestamp", lambda _: then)
        return cookie(app)


def token_that_has_expired(app: Flask) -> str:
    past = FixedClock(SystemClock().now() - LIFETIME - LEEWAY - timedelta(seconds=1))
    return cookie(app, token=token(past))


def token_of_another_key(app: Flask) -> str:
    return cookie(app, token=token(secret="k" * 64))


def token_of_another_algorithm(app: Flask) -> str:
    return cookie(app, token=jwt.encode(claims(), SECRET, algorithm="HS512"))


def token_without_a_signature(app: Flask) -> str:
    head = part({"alg": "none", "typ": "JWT"})
    return cookie(app, token=f"{head}.{part(claims())}.")


def token_with_a_role_more(app: Flask) -> str:
    head, _, signature = token().split(".")
    return cookie(app, token=f"{head}.{part(claims() | {'roles': ['director']})}.{signature}")


FORGERIES = (
    session_of_another_key, session_of_the_installations_secret,
    session_with_other_content_under_the_old_signature, session_without_a_signature,
    session_without_a_token, session_that_has_ended, session_signed_longer_ago_than_a_shift,
    token_that_has_expired, token_of_another_key, token_of_another_algorithm,
    token_without_a_signature, token_with_a_role_more,
)  # fmt: skip


def listens(client: FlaskClient, **headers: str) -> int:
    """The status with which a stream begins, or does not."""
    answer = client.get("/events", headers={"Accept": "text/event-stream"} | headers)
    is_stream = answer.content_type.startswith("text/event-stream")
    answer.close()
    assert is_stream == (answer.status_code == 200)
    return answer.status_code


def test_a_cookie_made_with_the_products_own_key_is_taken(app: Flask) -> None:
    """The control of the forgeries: what is right about them is right."""
    assert listens(with_cookie(app, cookie(app))) == 200


@pytest.mark.filterwarnings("ignore:The HMAC key")  # it is the right one, for HS256
@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forged_or_aged_cookie_hears_nothing(app: Flask, forge: Callable[[Flask], str]) -> None:
    assert listens(with_cookie(app, forge(app))) == 401
    assert not app.extensions["guanjia.live"]._streams


def test_nobody_hears_who_is_not_logged_in(app: Flask) -> None:
    assert listens(app.test_client()) == 401


def test_the_token_of_the_api_opens_no_stream_of_the_pages(app: Flask) -> None:
    assert listens(app.test_client(), Authorization=f"Bearer {token()}") == 401


def test_who_may_no_longer_log_in_hears_nothing(app: Flask, services: StandIn) -> None:
    services.answers["directory.me"] = NotAuthenticated()
    assert listens(with_cookie(app, cookie(app, renew_at=0))) == 401


def test_who_has_moved_out_hears_of_the_old_household_no_more(
    app: Flask, services: StandIn
) -> None:
    services.answers["directory.me"] = {
        "id": "p1", "name": "王芳", "roles": ["resident"], "household_ids": [ELSEWHERE],
    }  # fmt: skip
    aged = {
        "asked again": with_cookie(app, cookie(app, renew_at=0)),
        "still fresh": with_cookie(app, cookie(app)),
    }
    assert heard(app, aged, "billing.bill_issued", {"household_id": HOME}) == {"still fresh"}
