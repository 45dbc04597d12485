"""Password hashes: how many are made at once."""

from collections.abc import Callable
from typing import Any

import eventlet
import eventlet.patcher
import eventlet.tpool
import pytest
from eventlet.semaphore import Semaphore

from services.directory.passwords import operations as credentials

MANY = 8


def most_at_once(monkeypatch: pytest.MonkeyPatch) -> int:
    """How many hashes are being made at the same time while many people log in."""
    under_way: list[int] = []
    counts: list[int] = []

    def execute(act: Callable[..., Any], *arguments: Any) -> Any:
        under_way.append(1)
        counts.append(len(under_way))
        eventlet.sleep(0.01)
        under_way.pop()
        return act(*arguments)

    monkeypatch.setattr(eventlet.patcher, "is_monkey_patched", lambda _: True)
    monkeypatch.setattr(eventlet.tpool, "execute", execute)
    people = [eventlet.spawn(credentials.is_password, credentials.NOBODY, "x") for _ in range(MANY)]
    assert [one.wait() for one in people] == [False] * MANY
    return max(counts)


def test_two_passwords_are_hashed_at_once_however_many_log_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert most_at_once(monkeypatch) == 2


def test_without_turns_all_would_be_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    monkeypatch.setattr(credentials, "TURNS", Semaphore(MANY))
    assert most_at_once(monkeypatch) == MANY
