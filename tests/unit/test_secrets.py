"""P08: a change of the key that is cut off loses nothing that is sealed with the one before."""

from pathlib import Path
from typing import Any

import pytest

from foundation.config import settings
from guanjia import secrets
from guanjia.secrets import KEY, PREVIOUS, UNFINISHED, put, renewed

OLD = "o" * 64


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with its key."""
    put(tmp_path / KEY, OLD)
    return tmp_path


def test_P08_cut_off_before_all_is_sealed_the_same_two_keys_are_gone_on_with(folder: Path) -> None:
    first, again = renewed(settings(), folder), renewed(settings(), folder)
    assert first.previous_secret_key == again.previous_secret_key == OLD
    assert first.secret_key == again.secret_key != OLD
    (folder / UNFINISHED).unlink()
    later = renewed(settings(), folder)
    assert later.previous_secret_key == first.secret_key != later.secret_key


@pytest.mark.parametrize("at", [PREVIOUS, UNFINISHED])
def test_P08_cut_off_before_the_key_is_changed_the_old_one_stays_beside_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def cut(path: Path, text: str) -> None:
        put(path, text)
        if path.name == at:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(secrets, "put", cut)
        with pytest.raises(KeyboardInterrupt):
            renewed(settings(), folder)
    after: Any = renewed(settings(), folder)
    assert (after.previous_secret_key, after.secret_key != OLD) == (OLD, True)


def test_P08_without_the_mark_the_key_before_would_be_lost(folder: Path) -> None:
    """The negative control."""
    renewed(settings(), folder)
    (folder / UNFINISHED).unlink()
    assert renewed(settings(), folder).previous_secret_key != OLD
