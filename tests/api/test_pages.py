"""Pages: local in everything, in both languages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from foundation.config import Settings
from foundation.errors import ServiceAway
from gateway.app import create_app
from tests.api.stand_in import StandIn

PAGES = ("/", "/login", "/docs", "/problems/stale_edit")
OURS = Path(__file__).resolve().parents[2] / "gateway" / "web"
SVG = "http://www.w3.org/2000/svg"
"""The name of a language, not an address: nobody asks there."""


class Addresses(HTMLParser):
    """Collects what a page loads and links to, and what it runs or styles inline."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note addresses and inline handlers or styles."""
        given = dict(attrs)
        self.loaded += [v for k, v in given.items() if k in ("href", "src", "action") and v]
        self.inline += [k for k in given if k.startswith("on") or k == "style"]
        self.open = tag

    def handle_data(self, data: str) -> None:
        """Note scripts and styles in the page itself."""
        if self.open in ("script", "style") and data.strip():
            self.inline.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        self.open = ""


def read(client: FlaskClient, path: str) -> Addresses:
    """The addresses of a page."""
    parser = Addresses()
    parser.feed(client.get(path).get_data(as_text=True))
    return parser


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_no_address_elsewhere(client: FlaskClient, path: str) -> None:
    page = read(client, path)
    assert page.loaded
    assert all(address.startswith(("/", "#")) for address in page.loaded)
    assert not any(address.startswith("//") for address in page.loaded)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_nothing_inline(client: FlaskClient, path: str) -> None:
    assert read(client, path).inline == []


@pytest.mark.parametrize("path", PAGES)
def test_all_that_a_page_names_is_there(client: FlaskClient, path: str) -> None:
    for address in read(client, path).loaded:
        if not address.startswith("#"):
            verbs = client.options(address).headers.get("Allow", "")
            assert "POST" in verbs or client.get(address).status_code == 200, address


def sources() -> Iterator[Path]:
    """Our own styles, scripts and templates."""
    return (path for path in OURS.rglob("*") if path.suffix in (".css", ".js", ".html"))


@pytest.mark.parametrize("path", sorted(sources()), ids=lambda path: path.name)
def test_our_styles_and_scripts_name_no_address_elsewhere(path: Path) -> None:
    said = path.read_text(encoding="utf-8").replace(f"xmlns='{SVG}'", "")
    assert not re.search(r"(https?:)?//[a-z0-9-]+\.", said)


def test_the_documentation_asks_no_validator(client: FlaskClient) -> None:
    (script,) = (name for name in read(client, "/docs").loaded if name.endswith("/docs.js"))
    assert "validatorUrl: null" in client.get(script).get_data(as_text=True)


@pytest.mark.parametrize("name", ["../__init__.py", "swagger-ui.js.map", "index.html", "nothing"])
def test_only_what_the_documentation_needs_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/docs/assets/{name}").status_code == 404


@pytest.mark.parametrize(
    ("header", "tag", "word"), [("zh-CN", "zh-CN", "物业客服中心"), ("en", "en", "service desk")]
)
def test_the_first_page_is_in_the_callers_language(
    client: FlaskClient, header: str, tag: str, word: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": header})
    text = answer.get_data(as_text=True)
    assert f'<html lang="{tag}">' in text
    assert word in text
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_demonstrations_logins_are_shown_in_demo_mode_only(
    client: FlaskClient, settings: Settings
) -> None:
    earnest = create_app(StandIn(), replace(settings, demo=False)).test_client()
    assert "guanjia-demo" in client.get("/").get_data(as_text=True)
    text = earnest.get("/").get_data(as_text=True)
    assert "guanjia-demo" not in text and "receptionist" not in text
    assert earnest.get("/api/v1/demo/clock").status_code == 404


def test_the_process_lives_whatever_is_away(client: FlaskClient, services: StandIn) -> None:
    services.answers = {"directory.health": ServiceAway()}
    assert client.get("/health/live").status_code == 200


def test_readiness_names_what_is_away(client: FlaskClient, services: StandIn) -> None:
    services.answers["billing.health"] = ServiceAway()
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.get_json()["away"] == ["billing"]
    assert answer.get_json()["services"]["repairs"] == "ok"


def test_readiness_is_200_when_all_are_there(client: FlaskClient) -> None:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.get_json()["away"] == []


def test_requests_are_counted_for_prometheus(client: FlaskClient) -> None:
    client.get("/nowhere")
    text = client.get("/metrics").get_data(as_text=True)
    assert re.search(
        r'guanjia_http_requests_total{endpoint="none",method="GET",status="404"}', text
    )
