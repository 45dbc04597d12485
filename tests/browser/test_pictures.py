"""The pictures of the documentation: those of the list, and where the READMEs say."""

import re

import pytest

from tests.browser.pictures import ALL
from tests.browser.screenshots import file_name
from tests.support.product import ROOT

FOLDER = ROOT / "docs" / "screenshots"
LARGEST = 6_000_000
"""Bytes of all together."""
SHOWN = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")


def test_the_folder_has_the_pictures_of_the_list_and_no_others() -> None:
    wanted = {file_name(FOLDER, picture, manner) for picture in ALL for manner in picture.manners}
    assert set(FOLDER.iterdir()) == wanted
    assert sum(path.stat().st_size for path in wanted) < LARGEST


@pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_a_readme_shows_pictures_that_are_there_in_its_language(page: str, language: str) -> None:
    shown = SHOWN.findall((ROOT / page).read_text(encoding="utf-8"))
    assert len(shown) > 15
    assert [path for path in shown if not (ROOT / path).is_file()] == []
    assert [path for path in shown if f"-{language}-" not in path] == []
