"""The whole address of a page, for what leaves the page: links on papers and in messages."""

from typing import Any

from flask import request

from gateway.context import gateway_context


def whole_address(path: str) -> str:
    """The address of a path of ours: where the installation says that its pages are, else where the
    request came to."""
    site = gateway_context().site.public_url() or request.host_url
    return site.rstrip("/") + path


def with_address(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer whose `link` is the whole address."""
    return answer | {"link": whole_address(answer["link"])}


def with_addresses(answer: dict[str, Any]) -> dict[str, Any]:
    """A list, each of whose items has its whole address."""
    return answer | {"items": [with_address(one) for one in answer["items"]]}
