"""Seconds on a busy computer: counted by what was worked in them, and waited for only so long."""

from __future__ import annotations

import threading
import time

import pytest

from solver.settings import PATIENCE, Budget


def later(
    monkeypatch: pytest.MonkeyPatch, passed: float, worked: float, *, patient: bool
) -> Budget:
    """A budget of 8 s after some seconds, of which this process worked some."""
    budget = Budget(8.0, None, threading.Event(), patient=patient)
    monkeypatch.setattr(time, "monotonic", lambda: budget.started + passed)
    monkeypatch.setattr(time, "process_time", lambda: budget.worked + worked)
    return budget


@pytest.mark.parametrize(
    ("passed", "worked", "counted"),
    [(6.0, 1.0, 6.0 / PATIENCE), (6.0, 5.0, 5.0), (6.0, 11.0, 6.0)],
)
def test_time_that_was_kept_from_it_counts_for_a_part(
    monkeypatch: pytest.MonkeyPatch, passed: float, worked: float, counted: float
) -> None:
    budget = later(monkeypatch, passed, worked, patient=True)
    assert budget.elapsed_s == pytest.approx(counted)
    assert budget.part(1.0, None).patient


def test_others_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = later(monkeypatch, 9.0, 1.0, patient=False)
    assert budget.over
    assert budget.hurried


def test_a_first_plan_is_waited_for_until_the_brake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a patient budget for ever: its time ends too, and the brake ends all."""
    budget = later(monkeypatch, 8.0 * PATIENCE + 0.01, 1.0, patient=True)
    assert budget.over
    assert not budget.hurried
    budget.stop.set()  # type: ignore[attr-defined]
    assert budget.hurried
