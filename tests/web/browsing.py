"""A browser without a screen: keeps cookies, reads forms."""

import re
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.live_parts import lost_by_a_refresh

HEADERS = {"Accept": "text/html"}


@dataclass
class Browsing:
    """Somebody at a browser."""

    client: FlaskClient

    def get(self, path: str, **headers: str) -> TestResponse:
        """Look at a page."""
        return self.client.get(path, headers=HEADERS | headers)

    def text(self, path: str, **headers: str) -> str:
        """The page's source; a refresh takes nothing away that was half typed."""
        source = self.get(path, **headers).get_data(as_text=True)
        assert not (lost := lost_by_a_refresh(source)), f"{path}: {lost} in a part that refreshes"
        return source

    def token(self, path: str = "/login") -> str:
        """The token that the forms of a page carry."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.text(path))
        assert found
        return found[1]

    def send(self, path: str, **values: Any) -> TestResponse:
        """Send a form, with its token unless another is given."""
        values = {"csrf_token": self.token()} | values
        return self.client.post(path, data=values, headers=HEADERS)
