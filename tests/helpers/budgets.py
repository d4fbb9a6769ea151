"""Budgets of tests for which any whole plan will do."""

from __future__ import annotations

from solver.settings import Budget


def first_plan(seconds: float = 0.0) -> Budget:
    """Return a budget of a first plan and so many seconds more, whatever else the computer does.

    A first plan is waited for, unlike that of a search whose time is over before it has one.
    """
    return Budget(seconds, None, patient=True)
