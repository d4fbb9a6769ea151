"""Figures of variants, how far a longer search may move them, and which differences are decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.comparison import MORE_IS_BETTER, Figure, Indicator
from models.study import Balance, Study
from solver.may_rise import may_rise_kg
from solver.review.indicators import metres

Key = tuple[str | None, Indicator]
"""Association, or none for all; indicator."""
FOOD: Key = (None, "usable_kg")
INFINITY = float("inf")


@dataclass(frozen=True)
class Variant:
    """The figures of one variant."""

    chosen: Mapping[Key, float]
    """Of the plan that is shown."""
    rise: Mapping[Key, float]
    """How much higher each may be in a plan that a longer search may find, at most."""
    rise_kg: float
    """Usable kg by which such a plan may be better; 0 where the search came to its end."""
    seen: Sequence[Mapping[Key, float]]
    """Of each plan made, the one that is shown included."""

    def spread(self, key: Key) -> float:
        """Return how much the plans made differ."""
        found = [one[key] for one in self.seen if key in one]
        return max(found) - min(found) if found else 0.0

    def may_move(self, key: Key) -> float:
        """Return by how much a figure may be another with more search or another seed."""
        return max(self.rise[key], self.spread(key))


def variant_of(shown: Study, made: Sequence[Study]) -> Variant:
    """Return the figures of a variant from the study shown of it and those made, one a seed."""
    chosen, rise_kg = values(shown), may_rise_kg(shown)
    seen = [values(study) for study in made]
    kg = shown.totals.usable_kg
    rise = {
        key: abs(value) * rise_kg / kg if kg else INFINITY if rise_kg else 0.0
        for key, value in chosen.items()
    }
    rise |= _food_rises(shown, rise_kg)
    return Variant(chosen, rise, rise_kg, [*seen, chosen])


def _food_rises(study: Study, rise_kg: float) -> dict[Key, float]:
    """Return by how much each figure of food may rise: what one is short of, at most, for one."""
    scenario, totals = study.scenario, study.totals
    people = sum(who.people for who in scenario.associations)
    found: dict[Key, float] = {
        FOOD: rise_kg,
        (None, "kg_per_person"): rise_kg / people if people else 0.0,
        (None, "share_of_need"): rise_kg / totals.need_kg if totals.need_kg else 0.0,
        (None, "meals"): rise_kg / scenario.policy.meal_kg,
    }
    for one in study.balances:
        who = one.association
        kg = min(rise_kg, max(0.0, one.need_kg - one.received_kg))
        size = scenario.association[who].people
        found |= {
            (who, "usable_kg"): kg,
            (who, "kg_per_person"): kg / size if size else 0.0,
            (who, "share_of_need"): kg / one.need_kg if one.need_kg else 0.0,
            (who, "meals"): kg / scenario.policy.meal_kg,
        }
    return found


def figure(
    name: str, key: Key, variants: Mapping[str, Variant], references: Sequence[str]
) -> Figure:
    """Return one figure of a variant beside the references."""
    mine = variants[name]
    others = [one for one in references if one != name and key in variants[one].chosen]
    return Figure(
        variant=name,
        association=key[0],
        indicator=key[1],
        value=mine.chosen[key],
        spread=mine.spread(key),
        may_rise=mine.rise[key] if key[1] in MORE_IS_BETTER else 0.0,
        against={one: mine.chosen[key] - variants[one].chosen[key] for one in others},
        undecided=tuple(one for one in others if undecided(key, mine, variants[one])),
    )


def undecided(key: Key, one: Variant, other: Variant) -> bool:
    """Tell whether the difference of a figure is within what seeds or a longer search may move.

    Food: the lower of the two may rise above the higher. All else may move with food: by as large
    a part of itself.
    """
    difference = one.chosen[key] - other.chosen[key]
    if key[1] in MORE_IS_BETTER:
        lower = (one, other) if difference < 0 else (other, one)
        may_move = max(v.rise[key] for v in (lower if difference == 0 else lower[:1]))
    else:
        may_move = max(one.rise[key], other.rise[key])
    if may_move > 0 and abs(difference) <= may_move:
        return True
    return 0 < abs(difference) <= max(one.spread(key), other.spread(key))


def leaders(variants: Mapping[str, Variant]) -> tuple[str, ...]:
    """Return the variants between which it is not decided which brings most; none if it is."""
    best = max(variants, key=lambda name: variants[name].chosen[FOOD])
    found = tuple(
        name
        for name, one in variants.items()
        if name == best or undecided(FOOD, one, variants[best])
    )
    return found if len(found) > 1 else ()


def values(study: Study) -> dict[Key, float]:
    """Return every figure of a study."""
    scenario, totals = study.scenario, study.totals
    people = sum(who.people for who in scenario.associations)
    found: dict[Key, float] = {
        FOOD: totals.usable_kg,
        (None, "kg_per_person"): totals.usable_kg / people if people else 0.0,
        (None, "share_of_need"): totals.usable_kg / totals.need_kg if totals.need_kg else 1.0,
        (None, "meals"): totals.meals,
        (None, "vehicle_hours"): totals.vehicle_hours,
        (None, "person_hours"): totals.person_hours,
        (None, "km"): totals.km,
        (None, "eur"): totals.eur,
        (None, "co2_kg"): totals.co2_kg,
        (None, "unserved"): float(totals.unserved),
    }
    if study.simulation is not None:
        found[None, "weeks_with_failure"] = max(study.simulation.failures.values(), default=0.0)
        found[None, "kg_lost"] = study.simulation.kg_lost.mean
    for one in study.balances:
        found |= _of_one(study, one)
    return found


def _of_one(study: Study, one: Balance) -> dict[Key, float]:
    scenario = study.scenario
    litres = sum(
        km * scenario.vehicle[vehicle].litres_per_100km / 100
        for vehicle, km in _km_by_vehicle(study).items()
        if scenario.vehicle[vehicle].owner == one.association
    )
    who = one.association
    eaten = sum(kg for family, kg in one.received_by_family.items() if scenario.family[family].food)
    return {
        (who, "usable_kg"): one.received_kg,
        (who, "kg_per_person"): one.kg_per_person,
        (who, "share_of_need"): one.share_of_need,
        (who, "meals"): eaten / scenario.policy.meal_kg,
        (who, "vehicle_hours"): one.vehicle_hours,
        (who, "person_hours"): one.person_hours,
        (who, "km"): one.km,
        (who, "eur"): one.eur,
        (who, "co2_kg"): litres * scenario.policy.co2_kg_per_litre,
    }


def _km_by_vehicle(study: Study) -> dict[str, float]:
    found: dict[str, float] = {}
    for item in study.plan.rounds:
        found[item.vehicle] = found.get(item.vehicle, 0.0) + metres(study.travel, item) / 1000
    return found
