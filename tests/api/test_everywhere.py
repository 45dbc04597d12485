"""What every answer of every address has, pages as API: the headers that hold a browser back."""

import re

from flask import Flask
from flask.testing import FlaskClient

from gateway.headers import SECURITY

SHORT = re.compile(r"<[^>]+>")


def test_every_address_answers_with_all_security_headers(app: Flask, client: FlaskClient) -> None:
    """Asked by nobody, with every verb that it knows."""
    lacking, called = [], 0
    for rule in app.url_map.iter_rules():
        for verb in sorted(rule.methods or ()):
            answer = client.open(SHORT.sub("x", rule.rule), method=verb)
            called += 1
            lacking += [
                f"{verb} {rule.rule}: {name}"
                for name, value in SECURITY.items()
                if answer.headers.get(name) != value
            ]
            policy = answer.headers.get("Content-Security-Policy", "unsafe")
            lacking += [f"{verb} {rule.rule}: {policy}"] if "unsafe" in policy else []
    assert called > 300
    assert not lacking, "\n".join(lacking)


def test_no_page_brings_script_or_style_of_its_own(app: Flask, client: FlaskClient) -> None:
    """The policy would refuse it; so nothing may need it."""
    seen = 0
    for rule in app.url_map.iter_rules():
        if rule.arguments or "GET" not in (rule.methods or ()):
            continue
        answer = client.get(rule.rule, headers={"Accept": "text/html"})
        if answer.mimetype == "text/html":
            seen += 1
            text = answer.get_data(as_text=True)
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|<\w[^>]*\s(style|on\w+)=", text)
    assert seen
