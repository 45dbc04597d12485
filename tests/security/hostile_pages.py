"""A reader of pages who types script into every form that is offered."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import requests

from tests.security.hostile import SCRIPT
from tests.support.product import DEMO_PASSWORD, Product

WORDS = {"text", "textarea", "search", "tel", "email", "number", "date", "datetime-local", "time"}
"""Kinds of fields that somebody types into; whoever sends more than the browser lets him, may."""


@dataclass
class Form:
    """A form of a page, with what it says before somebody types."""

    action: str
    verb: str
    values: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    """Fields that somebody types into."""
    files: set[str] = field(default_factory=set)

    def scripted(self) -> dict[str, str]:
        """What is sent, with script in all that is typed."""
        return self.values | dict.fromkeys(self.typed, SCRIPT)


class Forms(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.inside = False
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note forms and their fields."""
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.inside = True
            verb = given.get("method", "get").upper()
            self.found.append(Form(given.get("action", ""), verb))
        elif self.inside and tag == "option":
            self.found[-1].values.setdefault(self.select, given.get("value", ""))
        elif self.inside and given.get("name"):
            self.field(tag, given)

    def field(self, tag: str, given: dict[str, str]) -> None:
        """Note a field, or a button, which counts as pressed."""
        form, name = self.found[-1], given["name"]
        kind = given.get("type", "text") if tag == "input" else tag
        if kind in WORDS:
            form.typed.add(name)
        elif kind == "select":
            self.select = name
        elif kind == "file":
            form.files.add(name)
        elif kind != "checkbox":
            form.values.setdefault(name, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave the form."""
        if tag == "form":
            self.inside = False


class PageReader:
    """Somebody who is logged in, and reads without a browser."""

    def __init__(self, product: Product, username: str) -> None:
        self.url = product.url
        self.session = requests.Session()
        self.session.headers["Accept"] = "text/html"
        forms = Forms(self.read("/login")).found
        login = next(form for form in forms if "username" in form.typed)
        given = {"username": username, "password": DEMO_PASSWORD}
        answer = self.session.post(f"{self.url}/login", data=login.values | given, timeout=30)
        self.home = re.sub(r"^https?://[^/]+", "", answer.url)

    def read(self, path: str) -> str:
        """The source of a page."""
        answer = self.session.get(f"{self.url}{path}", timeout=60)
        assert answer.ok, f"{path}: {answer.status_code}"
        return answer.text

    def send(self, path: str, form: Form) -> requests.Response:
        """The page that comes of a form full of script."""
        verb = "params" if form.verb == "GET" else "data"
        to = f"{self.url}{form.action or path}"
        more: dict[str, Any] = {verb: form.scripted()}
        return self.session.request(form.verb, to, timeout=60, **more)

    def upload(self, path: str, name: str, content: bytes) -> str:
        """The page that comes of a file, sent by the form of a page that takes one."""
        [form] = [form for form in Forms(self.read(path)).found if form.files]
        [part] = form.files
        sent = {part: (name, content, "application/octet-stream")}
        to = f"{self.url}{form.action or path}"
        return self.session.post(to, data=form.values, files=sent, timeout=60).text
