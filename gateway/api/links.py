"""OpenAPI links: from what an answer names to what can be done with it.

Who reads the document learns that the `id` of a lodged complaint is the `complaint_id` of all that
follows; who tests by it walks whole lives of cases instead of asking for ids that nothing has.
"""

from collections.abc import Iterable
from typing import Any

from gateway.api.endpoint import PATH_PARAMETER, Endpoint

ID_IN_PAGE = "$response.body#/items/0/id"
ID_IN_VIEW = "$response.body#/id"


def links(endpoint: Endpoint, all_of_them: Iterable[Endpoint]) -> dict[str, Any]:
    """Links from the answer of an endpoint to those below the same path that need its id."""
    source = id_in(endpoint)
    if source is None:
        return {}
    below = f"{endpoint.path}/<"
    known = {name: f"$request.path.{name}" for name in endpoint.in_path}
    made = {}
    for other in all_of_them:
        wanted = [name for name in other.in_path if name not in known]
        if other.path.startswith(below) and len(wanted) == 1 and first_below(endpoint, other):
            parameters = {**known, wanted[0]: source}
            made[operation_id(other)] = {
                "operationId": operation_id(other),
                "parameters": {name: parameters[name] for name in other.in_path},
            }
    return made


def first_below(endpoint: Endpoint, other: Endpoint) -> bool:
    """Whether the argument right below the endpoint's path is the one that is new."""
    rest = other.path.removeprefix(endpoint.path)
    return PATH_PARAMETER.match(rest, 1) is not None


def id_in(endpoint: Endpoint) -> str | None:
    """Where an answer names the id of what it is about; None where it does not."""
    gives = endpoint.method.gives
    if gives is None or endpoint.download:
        return None
    fields = gives().fields
    if "id" in fields and endpoint.verb == "POST":
        return ID_IN_VIEW
    if "items" in fields:
        inner = getattr(fields["items"], "inner", None)
        items = getattr(inner, "schema", None)
        return ID_IN_PAGE if items is not None and "id" in items.fields else None
    return None


def operation_id(endpoint: Endpoint) -> str:
    """The operation's id in the document: service and method."""
    return f"{endpoint.method.service}_{endpoint.method.name}"
