"""The HTTP route of a method: verb, path, title, what success answers.

`post("/complaints", "登记投诉", 201)` stands in the declaration of a method; the gateway builds the
endpoint and its OpenAPI operation from it.
"""

import re
from dataclasses import dataclass
from functools import cached_property, partial

PATH_PARAMETER = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Route:
    """Where a method is reached over HTTP."""

    verb: str
    path: str
    """Below `/api/v1`; `<names>` in it are arguments of the method."""
    title: str
    """What it does, in Chinese; the English is the first line of the payload's docstring."""
    status: int = 200
    """When done: 201 where something was made, 202 where something goes on by itself. (A method
    that has nothing to say answers 204.)"""
    file: str | None = None
    """Name of the argument that the file of a multipart form becomes, as base64."""

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


get = partial(Route, "GET")
"""Read one thing, a report, or a list page by page."""
post = partial(Route, "POST")
"""Make something at a collection, or do something with one thing: then the path ends in a verb."""
patch = partial(Route, "PATCH")
"""Change some fields of one thing."""
put = partial(Route, "PUT")
"""Set one thing."""
delete = partial(Route, "DELETE")
"""End one thing."""


def upload(path: str, title: str, status: int = 200, file: str = "file") -> Route:
    """Take a file as multipart form; it reaches the service as base64 in the argument `file`."""
    return Route("POST", path, title, status, file)
