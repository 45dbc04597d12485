"""Papers as PDF (P10), with a Chinese font in them: drawn in a process of their own.

The libraries and the font take 88 MB and half a second: the process that answers requests loads
none of them.
"""

import json
from collections.abc import Mapping
from typing import Any

from foundation.errors import ServiceError
from foundation.subprocess_pool import INSTALLED, SubprocessPool

BEGINS = b"%PDF-"


class PapersInTurn(ServiceError):
    """Other papers are being made; please ask again in a minute."""

    code = "papers_in_turn"


class PaperNotMade(ServiceError):
    """The paper could not be made; please print the page instead."""

    code = "paper_not_made"


DRAWERS = SubprocessPool("foundation.pdf.worker", PapersInTurn, flags=INSTALLED, max_processes=2)
"""Two at once in a process; the others wait."""


def made(*sheets: Mapping[str, Any]) -> bytes:
    """The PDF of sheets as `foundation.pdf.drawing` takes them, each on pages of its own.

    Raise `PapersInTurn` where too many are wanted at once, `PaperNotMade` where it passed a limit.
    """
    drawn = DRAWERS.run(json.dumps(sheets, ensure_ascii=False).encode())
    if not drawn.startswith(BEGINS):
        raise PaperNotMade
    return drawn
