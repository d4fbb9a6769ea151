"""The rules by name; only what is asked for is loaded."""

from __future__ import annotations

from typing import get_args

from models.policy import SplitRule
from solver.allocation.base import Rule

NAMES: tuple[SplitRule, ...] = get_args(SplitRule)


def rule(name: SplitRule) -> Rule:
    """Return a rule by name."""
    if name == "leximin":
        from solver.allocation.leximin import Leximin

        return Leximin()
    if name in ("nash", "alpha_fair", "total_by_gini"):
        from solver.allocation import welfare

        return {
            "nash": welfare.nash,
            "alpha_fair": welfare.alpha_fair,
            "total_by_gini": welfare.total_by_gini,
        }[name]()
    from solver.allocation.by_family import DIVISIONS, ByFamily

    return ByFamily(name, DIVISIONS[name])
