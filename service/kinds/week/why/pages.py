"""The page of a thing of a week, by its sort and name."""

from __future__ import annotations

from models.base import Language
from models.study import Study
from service.asking.things import Told
from service.kinds.week.why import things
from service.kinds.week.why.association import association_told
from service.kinds.week.why.means import person_told, vehicle_told
from service.kinds.week.why.store import store_told


def told(study: Study, sort: str, name: str, language: Language) -> Told | None:
    """Return what a week says of a thing; none of one that it does not know."""
    world = study.scenario
    if sort == things.ASSOCIATION and any(one.association == name for one in study.balances):
        return association_told(study, name, language)
    if sort == things.STORE and name in world.donor:
        return store_told(study, name, language)
    if sort == things.PERSON and name in world.person:
        return person_told(study, name, language)
    if sort == things.VEHICLE and name in world.vehicle:
        return vehicle_told(study, name, language)
    return None
