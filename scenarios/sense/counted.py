"""What is counted: families in units, people by class."""

from __future__ import annotations

from collections.abc import Iterator

from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Problem, Rule, problem


def goods(scenario: Scenario) -> Iterator[Problem]:
    """Yield families whose units have no weight or two targets, and counts beyond all people."""
    for n, family in enumerate(scenario.families):
        if family.target_units is not None and family.kg_per_unit is None:
            yield problem(
                ("families", n, "kg_per_unit"),
                f"{shown(family.label)} se compte en unités sans poids. Attendu : les kg d'une "
                "unité, que l'on transporte et range. Pesez-en une.",
                f"{shown(family.label)} is counted in units without a weight. Expected: the kg of "
                "one unit, which is carried and stored. Weigh one.",
            )
        if family.target_units is not None and family.target_kg_per_person:
            yield problem(
                ("families", n, "target_units"),
                f"{shown(family.label)} a deux cibles, en unités et en kg. Attendu : une seule. "
                "Mettez 0 à la cible en kg, ou retirez celle en unités.",
                f"{shown(family.label)} has two targets, in units and in kg. Expected: one only. "
                "Put 0 for the target in kg, or take out the one in units.",
            )
    for n, who in enumerate(scenario.associations):
        if who.children > who.people:
            yield problem(
                ("associations", n, "children"),
                f"{shown(who.label)} : {who.children} enfants parmi {who.people} personnes. "
                "Attendu : pas plus. Corrigez l'un des deux nombres.",
                f"{shown(who.label)}: {who.children} children among {who.people} people. Expected: "
                "no more. Correct one of the two counts.",
            )
        for name, many in who.counts.items():
            if many > who.people:
                yield problem(
                    ("associations", n, "counts", name),
                    f"{shown(who.label)} : {many} personnes d'un public parmi {who.people}. "
                    "Attendu : pas plus que toutes. Corrigez l'un des deux nombres.",
                    f"{shown(who.label)}: {many} people of one class among {who.people}. Expected: "
                    "no more than all. Correct one of the two counts.",
                )


RULES: tuple[Rule, ...] = (goods,)
