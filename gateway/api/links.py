"""OpenAPI links: from what an answer names to what can be done with it.

Who reads the document learns that the `id` of a lodged complaint is the `complaint_id` of all that
follows; who tests by it walks whole lives of cases instead of asking for ids that nothing has.
"""

from typing import Any

from contracts.method import Method
from contracts.methods import METHODS
from contracts.route import PATH_PARAMETER, Route

ID_IN_PAGE = "$response.body#/items/0/id"
ID_IN_VIEW = "$response.body#/id"


def links(method: Method) -> dict[str, Any]:
    """Links from a method's answer to those of its service, right below its path, that need the id
    that it names."""
    source, route = id_in(method), method.route
    if source is None or route is None:
        return {}
    known = {name: f"$request.path.{name}" for name in route.in_path}
    made = {}
    for other in METHODS:
        if other.service != method.service or other.route is None:
            continue
        wanted = [name for name in other.route.in_path if name not in known]
        if len(wanted) == 1 and is_right_below(route, other.route):
            parameters = {**known, wanted[0]: source}
            made[operation_id(other)] = {
                "operationId": operation_id(other),
                "parameters": {name: parameters[name] for name in other.route.in_path},
            }
    return made


def is_right_below(route: Route, other: Route) -> bool:
    """Whether the other's path goes on with an argument where the route's path ends."""
    if not other.path.startswith(f"{route.path}/"):
        return False
    return PATH_PARAMETER.match(other.path, len(route.path) + 1) is not None


def id_in(method: Method) -> str | None:
    """Where an answer names the id of what it is about; None where it does not."""
    if method.response is None or method.route is None:
        return None
    fields = method.response().fields
    if "id" in fields and method.route.verb == "POST":
        return ID_IN_VIEW
    if "items" in fields:
        inner = getattr(fields["items"], "inner", None)
        items = getattr(inner, "schema", None)
        return ID_IN_PAGE if items is not None and "id" in items.fields else None
    return None


def operation_id(method: Method) -> str:
    """The operation's id in the document: service and method."""
    return f"{method.service}_{method.name}"
