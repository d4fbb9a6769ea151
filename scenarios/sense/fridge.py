"""A solidarity fridge: nothing home-made, counts that may be told, places to choose from."""

from __future__ import annotations

from collections.abc import Iterator

from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, problem

AT: Loc = ("fridge",)
LEAST_PEOPLE = 11


def home_made(scenario: Scenario) -> Iterator[Problem]:
    """Yield surplus that was cooked at home."""
    for n, one in enumerate(scenario.fridge.surplus):
        if one.cooked == "home":
            yield problem(
                (*AT, "surplus", n, "cooked"),
                "Un excédent fait maison n'entre jamais dans un frigo solidaire. Attendu : du "
                "commerce, ou d'une cuisine professionnelle. Retirez la ligne.",
                "Home-made surplus never goes into a solidarity fridge. Expected: from a shop, or "
                "a professional kitchen. Take the line out.",
            )


def small_counts(scenario: Scenario) -> Iterator[Problem]:
    """Yield quarters so small that people could be known."""
    for n, zone in enumerate(scenario.fridge.zones):
        if 0 < zone.people < LEAST_PEOPLE:
            yield problem(
                (*AT, "zones", n, "people"),
                f"{shown(zone.label)} : {zone.people} personnes, un nombre qui les désigne "
                f"presque. Attendu : 0, ou au moins {LEAST_PEOPLE}. Réunissez deux quartiers.",
                f"{shown(zone.label)}: {zone.people} people, a count that almost names them. "
                f"Expected: 0, or at least {LEAST_PEOPLE}. Join two quarters.",
            )


def without_sizes(scenario: Scenario) -> Iterator[Problem]:
    """Yield a fridge that is asked for without any model, spot or quarter."""
    asked = scenario.fridge
    some = {"sizes": asked.sizes, "spots": asked.spots, "zones": asked.zones}
    if not any(some.values()):
        return
    words = {
        "sizes": ("aucun modèle de frigo", "no model of fridge"),
        "spots": ("aucun emplacement", "no spot"),
        "zones": ("aucun quartier", "no quarter"),
    }
    for name, found in some.items():
        if not found:
            fr, en = words[name]
            yield problem(
                (*AT, name),
                f"Le frigo solidaire n'a {fr}. Attendu : au moins un. Ajoutez-le.",
                f"The solidarity fridge has {en}. Expected: one at least. Add it.",
            )


RULES: tuple[Rule, ...] = (home_made, small_counts, without_sizes)
