"""What is made once is made once, whichever process asks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers.once import SHARED, once


def counted(path: Path, name: str) -> str:
    """Note that it was called."""
    with path.open("a") as file:
        file.write(f"{name}\n")
    return name * 2


def test_others_read_what_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SHARED, str(tmp_path))
    calls = tmp_path / "calls"
    # each is as another process would have it: nothing is remembered between them
    first, second = once(counted), once(counted)
    assert [first(calls, "a"), first(calls, "a"), second(calls, "a")] == ["aa"] * 3
    assert second(calls, "b") == "bb"
    assert calls.read_text().split() == ["a", "b"]


def test_alone_it_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SHARED)
    calls, made = tmp_path / "calls", once(counted)
    assert [made(calls, "a"), made(calls, "a")] == ["aa", "aa"]
    assert calls.read_text().split() == ["a"]
    assert os.environ.get(SHARED) is None
