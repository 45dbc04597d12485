"""What stands in the parts of a page that are fetched again when something has changed."""

from html.parser import HTMLParser

UNTYPED = frozenset({"hidden", "submit", "button", "image", "reset"})
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


class LiveParts(HTMLParser):
    """Notes the fields that people type into or choose from, and that a refresh would empty."""

    def __init__(self) -> None:
        super().__init__()
        self.lost: list[str] = []
        self.open: list[tuple[str, bool]] = []
        """The elements around, with whether one of them refreshes."""

    @property
    def live(self) -> bool:
        """Whether what comes next would be replaced."""
        return bool(self.open) and self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element."""
        said = dict(attrs)
        typed = tag in {"textarea", "select"} or (
            tag == "input" and said.get("type", "text") not in UNTYPED
        )
        if typed and self.live:
            self.lost.append(f"{tag} {said.get('name')}")
        if tag not in VOID:
            self.open.append((tag, self.live or "data-live" in said))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and what in it was left open."""
        while self.open and self.open.pop()[0] != tag:
            pass


def lost_by_a_refresh(source: str) -> list[str]:
    """The fields of a page that are in parts which refresh by themselves."""
    parser = LiveParts()
    parser.feed(source)
    return parser.lost
