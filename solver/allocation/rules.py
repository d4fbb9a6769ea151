"""The rules by name; only what is asked for is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from models.base import Text
from models.policy import SplitRule
from models.split_rules import (
    COMPROMISE,
    EQUAL_AWARDS,
    EQUAL_LOSSES,
    HALF_FIRST,
    LOWEST_FIRST,
    MIDDLE,
    TOTAL_BY_GINI,
)
from solver.allocation.base import AllocationRule

NAMES: tuple[SplitRule, ...] = get_args(SplitRule)
PICKED, COUNTED = "picking", "pick_counts"
"""The rules of whole lots: by received over entitled, carried over; by picks, from zero."""
RULE_NAMES = {
    "leximin": LOWEST_FIRST,
    "proportional": Text(fr="proportionnelle au besoin", en="proportional to need"),
    "equal_awards": EQUAL_AWARDS,
    "equal_losses": EQUAL_LOSSES,
    "talmud": HALF_FIRST,
    "nash": COMPROMISE,
    "alpha_fair": MIDDLE,
    "total_by_gini": TOTAL_BY_GINI,
    PICKED: Text(fr="lots entiers, à tour de rôle", en="whole lots, picked in turn"),
    COUNTED: Text(fr="lots entiers, par tours comptés", en="whole lots, by picks counted"),
}
RULE_MEANINGS: Mapping[str, Text] = {
    "leximin": Text(
        fr="La moins servie d'abord, puis la suivante, tant que l'une peut monter sans qu'une "
        "moins servie baisse.",
        en="The least served first, then the next, as long as one can rise without one less "
        "served falling.",
    ),
    "proportional": Text(
        fr="Chacune reçoit la même part de son besoin.",
        en="Each receives the same part of its need.",
    ),
    "equal_awards": Text(
        fr="Autant de kg pour chacune, sans dépasser son besoin.",
        en="As many kg for each, its need at most.",
    ),
    "equal_losses": Text(
        fr="Autant de kg manquent à chacune.", en="Each lacks as many kg as the others."
    ),
    "talmud": Text(
        fr="Jusqu'à la moitié de chaque besoin, autant de kg pour chacune ; au-delà, autant de kg "
        "manquent à chacune.",
        en="Up to half of each need, as many kg for each; beyond, each lacks as many kg as the "
        "others.",
    ),
    "nash": Text(
        fr="Un compromis : monter une part de 1 % vaut autant, quelle que soit cette part.",
        en="A compromise: raising a level by 1% counts as much, whatever the level.",
    ),
    "alpha_fair": Text(
        fr="Entre ce compromis et la moins servie d'abord.",
        en="Between that compromise and the least served first.",
    ),
    "total_by_gini": Text(
        fr="Le plus de kg, moins l'inégalité entre les parts (Gini : 0 si toutes sont égales).",
        en="The most kg, less the inequality of levels (Gini: 0 where all are equal).",
    ),
}
"""What each rule does, in one sentence that whoever receives can read."""


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
