"""All words of pages and reports, as Babel finds them in code and templates."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

GATEWAY = Path(__file__).resolve().parents[2] / "gateway"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}


def words() -> Iterator[tuple[str, int, str]]:
    """File, line, and English of each; of a plural its singular."""
    found = extract_from_dir(
        GATEWAY,
        METHODS,
        options_map={"**/templates/**.html": {"trimmed": "true", "silent": "false"}},
        keywords=KEYWORDS,
    )
    for file, line, message, _comments, _context in found:
        yield file, line, message[0] if isinstance(message, tuple) else message
