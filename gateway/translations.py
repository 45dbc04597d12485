"""The pages' words: English in the code, Chinese in the `zh.po` beside each group of pages.

The catalogues are compiled in memory when the app is made: no compiled file is kept anywhere.
"""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask
from flask_babel import Babel, Domain, lazy_gettext
from flask_babel import gettext as translated
from flask_babel import ngettext as translated_plural

from gateway.languages import language

HERE = Path(__file__).resolve().parent
LOCALES = {"zh": "zh_Hans_CN", "en": "en"}
TIMEZONE = "Asia/Shanghai"


def _(english: str, **values: Any) -> str:
    """A sentence in the reader's language."""
    return str(translated(english, **values))


def _l(english: str) -> Any:
    """The same, translated when it is shown: for what is said before there is a reader."""
    return lazy_gettext(english)


def ngettext(one: str, many: str, num: int) -> str:
    """A sentence with a number, singular or plural; `%(num)d` is the number."""
    return str(translated_plural(one, many, num))


class Words(Domain):  # type: ignore[misc]
    """Chinese from our catalogues; English as it stands."""

    def get_translations(self) -> NullTranslations:
        """The translations of the request's language."""
        return chinese() if language() == "zh" else NullTranslations()


def install(app: Flask) -> None:
    """Choose language and formats by request."""
    babel = Babel(
        app,
        default_locale="zh_Hans_CN",
        default_timezone=TIMEZONE,
        locale_selector=lambda: LOCALES[language()],
    )
    babel.domain_instance = Words()


def catalogues() -> list[Path]:
    """The Chinese of every group of pages."""
    return sorted(HERE.rglob("zh.po"))


@cache
def chinese() -> Translations:
    """All catalogues as one."""
    merged = Translations()
    merged.plural = lambda number: 0  # Chinese has one form
    for path in catalogues():
        with path.open("rb") as file:
            compiled = BytesIO()
            write_mo(compiled, read_po(file, locale="zh_Hans_CN"))
        compiled.seek(0)
        merged.merge(Translations(compiled))
    return merged
