from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from benchmarks import mutants
from benchmarks.__main__ import main
from benchmarks.cases import endurance

SOUND = {"lost": 0, "doubled": 0, "violations": 0}


def measured(count: int, seed: int) -> Iterator[dict[str, Any]]:
    del count, seed
    yield {"what": "mutated a.yaml", "tracebacks": 0, "violations": 0}


def half_measured(count: int, seed: int) -> Iterator[dict[str, Any]]:
    yield from measured(count, seed)
    raise OSError("no helper")


def live(name: str, moments: int, seed: int) -> dict[str, Any]:
    del moments, seed
    return {"what": f"kills, {name}"} | SOUND


def dies(name: str, moments: int, seed: int) -> dict[str, Any]:
    raise OSError("no server")


@pytest.mark.parametrize(
    ("kills", "files", "dead", "status"),
    [
        (live, measured, "", 0),
        (dies, measured, "kills, sqlite", 1),
        (live, half_measured, "mutated files", 1),
        (dies, half_measured, "kills, sqlite, mutated files", 1),
    ],
)
def test_the_last_line_and_the_status_tell_a_part_that_died(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kills: Callable[..., dict[str, Any]],
    files: Callable[..., Iterator[dict[str, Any]]],
    dead: str,
    status: int,
) -> None:
    pytest.importorskip("httpx2")
    monkeypatch.setattr(endurance, "live", kills)
    monkeypatch.setattr(endurance, "programs", lambda: None)
    monkeypatch.setattr(mutants, "measured", files)
    assert main(["endurance"]) == status
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"DIED before it was measured: {dead}; in the rest 0 lost") or not dead
    assert last.startswith("0 lost") == (not dead)
