"""Who may listen to what happens: by what cookie, and for how long."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner

from foundation.clock import SystemClock
from foundation.errors import NotAuthenticated
from gateway.web.visitor import LONGEST
from tests.api.conftest import SECRET
from tests.api.stand_in import StandIn
from tests.web.listening import ELSEWHERE, HOME, cookie, login, notified_of, token, with_cookie


def session_of_another_key(app: Flask) -> str:
    return cookie(app, signed_by="k" * 32)


def session_of_the_installations_secret(app: Flask) -> str:
    return cookie(app, signed_by=SECRET)


def session_with_other_content_under_the_old_signature(app: Flask) -> str:
    content, old = cookie(app, username="li"), cookie(app)
    return ".".join([content.rsplit(".", 2)[0], *old.rsplit(".", 2)[1:]])


def session_without_a_signature(app: Flask) -> str:
    return cookie(app).rsplit(".", 1)[0] + "."


def session_that_names_no_login(app: Flask) -> str:
    return cookie(app, session=None)


def session_that_has_ended(app: Flask) -> str:
    return cookie(app, ends_at=SystemClock().now().timestamp() - 1)


def session_signed_longer_ago_than_a_shift(app: Flask) -> str:
    then = int((SystemClock().now() - LONGEST).timestamp()) - 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TimestampSigner, "get_timestamp", lambda _: then)
        return cookie(app)


FORGERIES = (
    session_of_another_key, session_of_the_installations_secret,
    session_with_other_content_under_the_old_signature, session_without_a_signature,
    session_that_names_no_login, session_that_has_ended, session_signed_longer_ago_than_a_shift,
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
    services.answers["directory.session"] = NotAuthenticated()
    assert listens(with_cookie(app, cookie(app))) == 401


def test_who_has_moved_out_hears_of_the_old_household_no_more(
    app: Flask, services: StandIn
) -> None:
    moved = login(household_ids=[ELSEWHERE])["session_id"]
    both = {
        "moved out": with_cookie(app, cookie(app, session=moved)),
        "still there": with_cookie(app, cookie(app)),
    }
    assert notified_of(app, both, "billing.bill_issued", {"household_id": HOME}) == {"still there"}
