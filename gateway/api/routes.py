"""The table of a service's endpoints, one line each; makes the blueprint and its documentation.

routes = Routes("complaints", "投诉与咨询 · Complaints, inquiries, suggestions, reports")
routes.post("/complaints", methods.LODGE, status=201)
routes.page("/complaints", methods.SEARCH)
routes.action("/complaints/<complaint_id>/triage", methods.TRIAGE)
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from flask_smorest import Blueprint

from contracts.method import Method
from gateway.api.endpoint import Answer, Endpoint
from gateway.api.links import links
from gateway.api.operation import described
from gateway.api.refusals import Refusals

Formats = Mapping[str, Answer]
JSON_ONLY: Formats = MappingProxyType({})


class Routes:
    """Collects endpoints. Paths are below `/api/v1`; `<names>` in them are arguments.

    `zh` says in Chinese what the endpoint does; the English comes from the contract.
    """

    def __init__(self, name: str, description: str) -> None:
        self.name = name
        self.description = description
        self.endpoints: list[Endpoint] = []

    def get(self, path: str, method: Method, zh: str, formats: Formats = JSON_ONLY) -> None:
        """Read one thing, or a report that is also to be had in other formats."""
        self._add(Endpoint("GET", path, method, zh, formats=formats))

    def page(self, path: str, method: Method, zh: str) -> None:
        """Read a list page by page: `limit` and `cursor` in, `items` and `next_cursor` out."""
        self._add(Endpoint("GET", path, method, zh))

    def post(self, path: str, method: Method, zh: str, status: int = 200) -> None:
        """Make something (201), or start something that goes on by itself (202)."""
        self._add(Endpoint("POST", path, method, zh, status=status))

    def action(self, path: str, method: Method, zh: str, formats: Formats = JSON_ONLY) -> None:
        """Do something with one thing; the path ends in the verb."""
        self._add(Endpoint("POST", path, method, zh, formats=formats))

    def patch(self, path: str, method: Method, zh: str) -> None:
        """Change some fields of one thing."""
        self._add(Endpoint("PATCH", path, method, zh))

    def delete(self, path: str, method: Method, zh: str) -> None:
        """End one thing."""
        self._add(Endpoint("DELETE", path, method, zh))

    def upload(
        self, path: str, method: Method, zh: str, argument: str = "file", status: int = 200
    ) -> None:
        """Take a file as multipart form; it reaches the service as base64 in `argument`."""
        self._add(Endpoint("POST", path, method, zh, status=status, file=argument))

    def download(self, path: str, method: Method, zh: str, answer: Answer, media_type: str) -> None:
        """Give a file, made from the method's answer."""
        self._add(Endpoint("GET", path, method, zh, download=answer, media_type=media_type))

    def blueprint(self, refusals: Refusals) -> Blueprint:
        """The Flask blueprint of all endpoints, with their OpenAPI operations."""
        blueprint = Blueprint(self.name, __name__, description=self.description)
        for endpoint in self.endpoints:
            located = replace(
                endpoint,
                located=self._is_shown(endpoint.path),
                links=links(endpoint, self.endpoints),
            )
            blueprint.add_url_rule(
                endpoint.path,
                endpoint=f"{endpoint.verb.lower()}_{endpoint.method.name}",
                view_func=described(located, refusals),
                methods=[endpoint.verb],
            )
        return blueprint

    def _is_shown(self, path: str) -> bool:
        return any(
            shown.verb == "GET" and shown.path.rpartition("/")[0] == path and shown.in_path
            for shown in self.endpoints
        )

    def _add(self, endpoint: Endpoint) -> None:
        self.endpoints.append(endpoint)
