"""The rota of a small town, and the same broken in one way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.rota import Pairing
from models.rota_study import Placement, RotaPlan, RotaStudy
from solver.review.check_rota import check_rota
from tests.helpers.rotas import made

GOOD = made()


def placed(*pairs: tuple[str, str]) -> RotaStudy:
    """The good rota, with some placements more."""
    more = tuple(Placement(person=who, duty=duty) for who, duty in pairs)
    return GOOD.changed(plan=RotaPlan(placements=(*GOOD.plan.placements, *more)))


def only(*pairs: tuple[str, str], **rota: Any) -> RotaStudy:
    """The good rota with these placements alone, in a town with other rules."""
    made = tuple(Placement(person=who, duty=duty) for who, duty in pairs)
    world = GOOD.scenario.changed(rota=GOOD.scenario.rota.changed(**rota))
    return GOOD.changed(plan=RotaPlan(placements=made), scenario=world)


def volunteer(name: str, **values: Any) -> dict[str, Any]:
    mine = (
        one.changed(**values) if one.id == name else one for one in GOOD.scenario.rota.volunteers
    )
    return {"volunteers": tuple(mine)}


def pairing(rule: str, *people: str) -> dict[str, Any]:
    return {"pairings": (Pairing.model_validate({"people": people, "rule": rule}),)}


MON, TUE, WED, SAT = "20261130", "20261201", "20261202", "20261205"
BOTH_SATURDAYS = (("p1", f"sort_{SAT}_1"), ("p1", "sort_20261212_1"))


@dataclass(frozen=True)
class BrokenRota:
    """A rota that breaks a rule."""

    code: str
    make: Callable[[], RotaStudy]


def is_found(broken: BrokenRota) -> None:
    """Make sure that the checker finds what is broken, in words."""
    found = check_rota(broken.make())
    assert broken.code in {one.code for one in found}, [one.code for one in found]
    assert all(one.severity == "violation" for one in found)
    assert "{" not in "".join(one.text.fr + one.text.en for one in found)
