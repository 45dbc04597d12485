"""All endpoints, made from the methods of the contracts that have a route."""

from collections.abc import Mapping

from contracts.directory import methods as directory
from contracts.methods import METHODS
from gateway.api.answers import ASKING_FIRST, COMPLETED, DOWNLOADS, FORMATS
from gateway.api.endpoint import Endpoint
from gateway.api.operation import operation
from gateway.api.refusals import Refusals
from gateway.api.section import Documented, Section

TAGS: Mapping[str, str] = {
    "directory": "住户档案、人员、值班 · Households, people, duty roster",
    "billing": "收费与催缴 · Fees, bills, payments, dunning",
    "repairs": "报修与派工 · Repair requests and work orders",
    "complaints": "投诉、咨询、建议、举报 · Complaints, inquiries, suggestions",
    "notices": "公告与消息 · Notices and messages",
}
"""What the document says of a service."""

BY_HAND = frozenset({
    directory.AUTHENTICATE, directory.CHANGE_PASSWORD, directory.OPEN_LINK, directory.USE_LINK,
    directory.FORGOT_PASSWORD, directory.OPEN_CODE, directory.USE_CODE,
})  # fmt: skip
"""Methods whose views count failures, in `gateway.api.session` and `gateway.api.by_link`."""

COUNTED = frozenset({
    directory.ENROL_SECOND_FACTOR, directory.CONFIRM_SECOND_FACTOR, directory.RENEW_RECOVERY_CODES,
    directory.REMOVE_SECOND_FACTOR, directory.CHANGE_CONTACT,
})  # fmt: skip
"""Methods by which a password or a code could be guessed."""

ROUTES = tuple(method.route for method in METHODS if method.route)


def is_readable(path: str) -> bool:
    """Whether what is made at a path can be read at the same path plus its id."""
    return any(
        route.verb == "GET" and route.in_path and route.path.rpartition("/")[0] == path
        for route in ROUTES
    )


ENDPOINTS = tuple(
    Endpoint(
        method,
        formats=FORMATS.get(method, {}),
        download=DOWNLOADS.get(method),
        asks_first=ASKING_FIRST.get(method),
        completed=COMPLETED.get(method),
        counted=method in COUNTED,
        located=is_readable(method.route.path),
    )
    for method in METHODS
    if method.route and method not in BY_HAND
)


def sections(refusals: Refusals) -> list[Section]:
    """The endpoints by service."""
    return [
        Section(
            service,
            description,
            [documented(one, refusals) for one in ENDPOINTS if one.method.service == service],
        )
        for service, description in TAGS.items()
    ]


def documented(endpoint: Endpoint, refusals: Refusals) -> Documented:
    """An endpoint as it is registered and documented."""
    name = f"{endpoint.route.verb.lower()}_{endpoint.method.name}"
    return Documented(endpoint.route, name, endpoint, operation(endpoint, refusals))
