"""The rules by name; only what is asked for is loaded."""

from __future__ import annotations

from typing import get_args

from models.base import Text
from models.policy import SplitRule
from models.split_rules import EQUAL_AWARDS, EQUAL_LOSSES, TOTAL_BY_GINI
from solver.allocation.base import AllocationRule

NAMES: tuple[SplitRule, ...] = get_args(SplitRule)
PICKED, COUNTED = "picking", "pick_counts"
"""The rules of whole lots: by received over entitled, carried over; by picks, from zero."""
RULE_NAMES = {
    "leximin": Text(fr="le plus bas d'abord (leximin)", en="lowest first (leximin)"),
    "proportional": Text(fr="proportionnelle au besoin", en="proportional to need"),
    "equal_awards": EQUAL_AWARDS,
    "equal_losses": EQUAL_LOSSES,
    "talmud": Text(fr="Talmud", en="Talmud"),
    "nash": Text(fr="Nash pondéré", en="weighted Nash"),
    "alpha_fair": Text(fr="équité intermédiaire (alpha = 2)", en="middle fairness (alpha = 2)"),
    "total_by_gini": TOTAL_BY_GINI,
    PICKED: Text(fr="lots entiers, à tour de rôle", en="whole lots, picked in turn"),
    COUNTED: Text(fr="lots entiers, par tours comptés", en="whole lots, by picks counted"),
}


def rule(name: SplitRule) -> AllocationRule:
    """Return a rule by name; its file is loaded only now.

    Raises
    ------
    KeyError
        For an unknown name.
    """
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
