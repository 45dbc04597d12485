"""One endpoint: a verb and a path, tied to the method of a service."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask import Response, jsonify, request
from marshmallow import Schema

from contracts.method import Method
from foundation.errors import InvalidInput
from gateway import bodies, headers
from gateway.gate import gate
from gateway.identity import authenticate
from gateway.problems import Refusal

PATH_PARAMETER = re.compile(r"<(\w+)>")
FILE_PART = "file"
"""The part of a multipart form that carries a file."""

Answer = Callable[[Any], Response]
"""Turns a method's answer into a response of another format."""


@dataclass(frozen=True)
class Endpoint:
    """Reads a request, asks the service, answers."""

    verb: str
    path: str
    method: Method
    zh: str
    """What it does, in Chinese."""
    status: int = 200
    file: str | None = None
    """Name of the argument that a file of a multipart form becomes, as base64."""
    formats: Mapping[str, Answer] = field(default_factory=dict)
    """Other formats than JSON, by their short name (`?format=xlsx`)."""
    download: Answer | None = None
    """Makes the file that is the answer, instead of JSON."""
    media_type: str = "application/json"
    """What a download is, for the document."""
    located: bool = False
    """Whether what is made can be read at the same path plus its id."""
    links: Mapping[str, Any] = field(default_factory=dict)
    """OpenAPI links from its answer to what can be done next."""

    @cached_property
    def schema(self) -> Schema:
        """The arguments; made once, since marshmallow copies every field of a new instance."""
        return self.method.takes()

    @cached_property
    def in_path(self) -> tuple[str, ...]:
        """Names of the arguments that stand in the path."""
        return tuple(PATH_PARAMETER.findall(self.path))

    @property
    def takes_body(self) -> bool:
        """Whether arguments come in the body; else they come in the query."""
        return self.verb in ("POST", "PUT", "PATCH")

    @property
    def writes(self) -> bool:
        """Whether it changes something, and honours an `Idempotency-Key`."""
        return self.verb != "GET"

    def __call__(self, **path: str) -> Response:
        """Answer one request. Also the view function of Flask."""
        actor = authenticate(request)
        wanted = self.wanted_format()
        arguments = self.arguments(path)
        bodies.validated(self.schema, arguments)
        if self.method.edits and actor.if_match is None:
            raise Refusal("precondition_required")
        answer = gate().ask(self.method, arguments, actor)
        show = self.formats.get(wanted) or self.download or self.reply
        return show(answer)

    def arguments(self, path: dict[str, str]) -> dict[str, Any]:
        """The method's arguments in wire form: path, query, body or file together."""
        query = bodies.query_arguments(request, self.schema)
        if self.formats:
            query.pop("format", None)
        if self.file:
            content, form = bodies.file_argument(request, FILE_PART)
            return self.joined({**form, **query, self.file: content}, path)
        if self.takes_body:
            body = bodies.json_body(request)
            return self.joined({**query, **body}, path)
        return self.joined(query, path)

    def joined(self, arguments: dict[str, Any], path: dict[str, str]) -> dict[str, Any]:
        """The arguments with those of the path; naming one in both places is refused."""
        if twice := arguments.keys() & path.keys():
            raise InvalidInput(errors={name: ["Given more than once."] for name in twice})
        return {**arguments, **path}

    def wanted_format(self) -> str:
        """`json` or one of `formats`, by `?format=` or else by `Accept`."""
        if not self.formats:
            return "json"
        named = request.args.get("format")
        if named is None:
            by_type = {"application/json": "json", **{MEDIA_TYPES[f]: f for f in self.formats}}
            best = request.accept_mimetypes.best_match(by_type, default="application/json")
            return by_type[best]
        if named not in ("json", *self.formats):
            raise Refusal("not_acceptable", formats=", ".join(("json", *self.formats)))
        return named

    def reply(self, answer: Any) -> Response:
        """The answer as JSON, with the version that an edit must name."""
        if self.method.gives is None:
            return Response(status=204)
        response = jsonify(answer)
        response.status_code = self.status
        version = answer.get("version")
        if isinstance(version, int):
            response.headers["ETag"] = headers.entity_tag(version)
        if self.located and self.status in (201, 202):
            response.headers["Location"] = f"{request.path}/{answer['id']}"
        return response


MEDIA_TYPES = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}
