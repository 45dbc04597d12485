"""One endpoint of the HTTP API: the route of a method, answered by its service."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask import Response, current_app, jsonify, request
from marshmallow import Schema

from contracts.method import Method
from contracts.route import Route
from foundation.actor import Actor
from foundation.errors import InvalidInput
from gateway import bodies, headers
from gateway.communities import ARGUMENT
from gateway.context import gateway_context
from gateway.identity import authenticate
from gateway.problems import Refusal
from gateway.throttling import Attempts

FILE_PART = "file"
"""The part of a multipart form that carries a file."""

Answer = Callable[[Any], Response]
"""Turns a method's answer into a response of another format."""


@dataclass(frozen=True)
class Download:
    """A file that is the answer, instead of JSON."""

    answer: Answer
    media_type: str
    """What it is, for the document."""


@dataclass(frozen=True)
class Endpoint:
    """Reads a request to the route of a method, asks the service, answers."""

    method: Method
    formats: Mapping[str, Answer] = field(default_factory=dict)
    """Other formats than JSON, by their short name (`?format=xlsx`)."""
    download: Download | None = None
    asks_first: Callable[[Actor, Mapping[str, Any]], None] | None = None
    """Asks other services before; raises what refuses."""
    completed: Callable[[Any], Any] | None = None
    """Adds to the answer what the gateway alone knows."""
    counted: bool = False
    """Whether its failures are counted as those of logins are: whoever found a token must not guess
    with it."""
    located: bool = False
    """Whether what is made can be read at the same path plus its id."""

    @property
    def route(self) -> Route:
        """Where it is reached; a method without a route has no endpoint."""
        assert self.method.route
        return self.method.route

    @cached_property
    def schema(self) -> Schema:
        """The arguments; made once, since marshmallow copies every field of a new instance."""
        return self.method.request()

    def __call__(self, **path: str) -> Response:
        """Answer one request. Also the view function of Flask."""
        actor = self.acting(authenticate(request))
        wanted = self.wanted_format()
        arguments = self.arguments(path)
        bodies.validated(self.schema, arguments)
        if self.method.edits and actor.if_match is None:
            raise Refusal("precondition_required")
        if self.asks_first:
            self.asks_first(actor, arguments)
        with self.attempt(actor):
            answer = gateway_context().call(self.method, arguments, actor)
        if self.completed:
            answer = self.completed(answer)
        if show := self.formats.get(wanted):
            return show(answer)
        return self.download.answer(answer) if self.download else self.reply(answer)

    def attempt(self, actor: Actor) -> AbstractContextManager[None]:
        """What is done, as an attempt where failures are counted."""
        if not self.counted:
            return nullcontext()
        attempts: Attempts = current_app.extensions["attempts"]
        return attempts.attempt(actor.id)

    def acting(self, actor: Actor) -> Actor:
        """Who asks, as they act in the community that the query names; raise `NotFound` for one in
        which they do not. Some methods take such an argument themselves."""
        named = request.args.get(ARGUMENT)
        if named is None or ARGUMENT in self.schema.fields:
            return actor
        return gateway_context().communities.within(actor, named)

    def arguments(self, path: dict[str, str]) -> dict[str, Any]:
        """The method's arguments in wire form: path, query, body or file together."""
        query = bodies.query_arguments(request, self.schema)
        if self.formats:
            query.pop("format", None)
        if ARGUMENT not in self.schema.fields:
            query.pop(ARGUMENT, None)
        if self.route.file:
            content, form = bodies.file_argument(request, FILE_PART, self.schema)
            return self.joined({**form, **query, self.route.file: content}, path)
        if self.route.takes_body:
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
        if self.method.response is None:
            return Response(status=204)
        response = jsonify(answer)
        response.status_code = self.route.status
        version = answer.get("version")
        if isinstance(version, int):
            response.headers["ETag"] = headers.entity_tag(version)
        if self.located and self.route.status in (201, 202):
            response.headers["Location"] = f"{request.path}/{answer['id']}"
        return response


MEDIA_TYPES = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}
