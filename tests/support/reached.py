"""The pages that somebody can reach by links."""

import re
from collections import Counter
from collections.abc import Callable

LOGINS = ("resident3", "receptionist", "steward", "engineer", "director", "finance", "admin")
"""Between them they reach every page of the demonstration."""
ID = re.compile(r"/[^/?]*\d[^/?]*(?=[/?]|$)")
"""The part of an address that names one of many."""
CODE = re.compile(
    r"(?<=^/settings/categories/)[^/?]+|(?<=^/settings/policies/)[^?]+"
    r"|(?<=^/settings/departments/)[^/?]+|(?<=^/settings/quick-replies/)[^/?]+"
    r"|(?<=^/settings/message-templates/)[^/?]+|(?<=^/settings/channels/)[^/?]+"
)
"""One of many that is named by a word, or by service and word."""
NO_PAGE = (
    "/docs",
    "/photos/",
    "/attachments/",
    "/assets/",
    ".xlsx",
    "format=xlsx",
    "format=pdf",
    "/events",
)


def kind_of(path: str) -> str:
    """The address without what names one of many."""
    return CODE.sub("…", ID.sub("/…", path.partition("?")[0]))


def reached(home: str, read: Callable[[str], str], per_kind: int) -> dict[str, str]:
    """Pages by links from one's home: address and source; so many of each kind."""
    found: dict[str, str] = {}
    kinds: Counter[str] = Counter()
    waiting = [home]
    while waiting:
        path = waiting.pop(0)
        if path in found or kinds[kind_of(path)] >= per_kind:
            continue
        kinds[kind_of(path)] += 1
        found[path] = read(path)
        links = re.findall(r'href="(/[^"#]*)"', found[path])
        waiting += [
            link.replace("&amp;", "&")
            for link in links
            if link != "/" and not any(part in link for part in NO_PAGE)
        ]
    return found
