"""P07: names are found by the first letters of their pinyin."""

import subprocess
import sys

import pytest

from services.directory.identity.initials import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("王芳", "wf"), ("单雄信", "sxx"), ("曾国藩", "zgf"), ("仇英", "qy"), ("欧阳娜娜", "oynn"),
        ("John Smith", "js"), ("韩 梅梅", "hmm"), ("古丽·热巴", "glrb"), ("·", "-"), ("", "-"),
    ],
)  # fmt: skip
def test_P07_initials_of_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_P07_readings_are_loaded_where_names_are_entered_only() -> None:
    """What only reads, such as the gateway, does not carry them."""
    loads = "import sys, services.directory.service, gateway.app; print('pypinyin' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", loads], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
