"""A solidarity fridge: nothing home-made, places to choose from."""

from __future__ import annotations

from collections.abc import Iterator

from models.scenario import Scenario
from scenarios.sense.problem import Loc, Problem, Rule, problem

AT: Loc = ("fridge",)


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


RULES: tuple[Rule, ...] = (home_made, without_sizes)
