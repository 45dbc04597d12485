"""Service language (服务用语): what no text to a resident may say (C08).

`check` looks for three things, offline and without exceptions: the 28 forbidden phrases
(服务忌语), threats to cut off water, power, heat or gas (Civil Code art. 944), and somebody's
phone or identity number. Nobody can override it.
"""

from foundation.config import settings
from foundation.errors import ForbiddenPhrase
from foundation.service_language.finding import Finding, Reason
from foundation.service_language.personal_data import find_personal_data
from foundation.service_language.phrases import FORBIDDEN_PHRASES, find_phrases
from foundation.service_language.threats import find_threats

__all__ = ["FORBIDDEN_PHRASES", "Finding", "Reason", "check", "require_fit"]


def check(text: str, *, service_line: str = "") -> list[Finding]:
    """All that is wrong with a text that is about to go to a resident; empty when it may go.

    `service_line` is the company's own telephone number, which a text may carry; several are
    separated by commas. Findings come in the order: phrases, threats, numbers.
    """
    return [
        *find_phrases(text),
        *find_threats(text),
        *find_personal_data(text, service_line),
    ]


def require_fit(text: str, *, field: str, service_line: str | None = None) -> None:
    """Raise `ForbiddenPhrase` unless the text may go to a resident.

    The refusal names the first phrase and its better wording, and all of them under `field`.
    `service_line` is the one of the settings, unless another is given.
    """
    line = settings().service_line if service_line is None else service_line
    if findings := check(text, service_line=line):
        raise ForbiddenPhrase(
            errors={field: [f"“{one.phrase}” → {one.better}" for one in findings]},
            phrase=findings[0].phrase,
            better=findings[0].better,
        )
