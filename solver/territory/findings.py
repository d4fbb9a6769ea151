"""What must be known of a map before it is believed: what is unknown, old, assumed, unproved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from models.base import Text
from models.dates import dated
from models.findings import Finding
from models.territory_study import TerritoryStudy
from models.travel import ESTIMATED
from solver.territory.areas import poverty
from solver.territory.problem import Mapped

NAMED = 6
OLD_MONTHS = 24
"""From when on a row of a list is old."""


def findings(study: TerritoryStudy, given: Mapped, source: str) -> Iterator[Finding]:
    """Yield what is worth knowing, the worst first."""
    yield from _unknown(study)
    yield from _of_points(study)
    yield from _of_the_map(study, given)
    for one in study.facts.files:
        for note in one.notes:
            told = Text(fr=f"{one.name} : {note.fr}", en=f"{one.name}: {note.en}")
            yield _info("map_file", told)
    if source == "estimate":
        yield _info("estimated_travel", ESTIMATED)


def _unknown(study: TerritoryStudy) -> Iterator[Finding]:
    facts = study.facts
    if not facts.points:
        yield _warning("map_no_points", NO_POINTS)
    unscored = [
        zone.label for zone, one in zip(facts.zones, study.areas, strict=True) if one.score is None
    ]
    if unscored:
        values = {"count": len(unscored), "all": len(facts.zones), "names": _named(unscored)}
        yield _warning("map_unknown", UNKNOWN.format(**values))
    lacking = [
        zone.label for zone in facts.zones if zone.need is not None and poverty(zone) is None
    ]
    if study.criteria and lacking and study.scenario.territory.weights.poverty > 0:
        yield _info("map_no_rate", NO_RATE.format(names=_named(lacking)))


def _of_points(study: TerritoryStudy) -> Iterator[Finding]:
    """Yield outlets that are old, doubtful, or do not say what they do."""
    asked, facts = study.scenario.territory, study.facts
    old = [one.label for one in facts.points if _months(study, one.updated) >= OLD_MONTHS]
    if old:
        yield _warning("map_old", OLD.format(count=len(old), months=OLD_MONTHS, names=_named(old)))
    doubts = sum(one.by == "doubt" for one in facts.merged)
    if doubts:
        yield _warning("map_doubts", DOUBTS.format(count=doubts))
    lacking = [one.label for one in facts.points if one.places_a_week is None]
    if lacking:
        text = NO_PLACES if asked.people_if_unknown is None else ASSUMED
        values = {"count": len(lacking), "all": len(facts.points), "names": _named(lacking)}
        yield _info("map_no_places", text.format(**values, places=asked.people_if_unknown))
    undated = sum(one.updated is None for one in facts.points)
    if undated:
        yield _info("map_undated", UNDATED.format(count=undated))


def _of_the_map(study: TerritoryStudy, given: Mapped) -> Iterator[Finding]:
    """Yield what the map leaves out, supposes or does not prove."""
    if "bus" not in given.reach.to_points:
        yield _info("map_no_buses", NO_BUSES)
    elif study.facts.timetable_until is not None:
        yield _info("map_buses", BUSES.format(until=dated(study.facts.timetable_until)))
    if any(not one.proved for one in study.sited):
        yield _info("map_not_proved", NOT_PROVED)
    if any(zone.camp_people for zone in study.facts.zones):
        yield _info("map_camps", CAMPS)
    known = ~np.isnan(given.low)
    if (given.low != given.high)[known].any():
        yield _info("map_ranges", RANGES)


def _months(study: TerritoryStudy, updated: date | None) -> int:
    """Return how many whole months before the scenario's week; -1 where nobody says."""
    if updated is None:
        return -1
    week = study.scenario.week_of
    return 12 * (week.year - updated.year) + week.month - updated.month - (week.day < updated.day)


def _named(names: Sequence[str]) -> str | Text:
    """Return some names, and how many others there are: two at least."""
    if len(names) <= NAMED + 1:
        return ", ".join(names)
    return AND_OTHERS.format(names=", ".join(names[:NAMED]), count=len(names) - NAMED)


def _info(code: str, text: Text) -> Finding:
    return Finding(code=code, severity="info", text=text)


def _warning(code: str, text: Text) -> Finding:
    return Finding(code=code, severity="warning", text=text)


AND_OTHERS = Text(fr="{names} et {count} autres", en="{names} and {count} others")
NO_POINTS = Text(
    fr="Aucun lieu d'aide n'est connu : la carte ne montre que les besoins.",
    en="No outlet is known: the map shows needs alone.",
)
UNKNOWN = Text(
    fr="Zones sans rang, leurs chiffres étant inconnus ou secrets : {count} sur {all} ({names}). "
    "Comptez-y les personnes dans le besoin pour les voir.",
    en="Areas without a rank, as their figures are unknown or secret: {count} of {all} ({names}). "
    "Count the people in need there to see them.",
)
NO_RATE = Text(
    fr="Le taux de pauvreté ne compte pas dans la note : il manque là où l'on a compté des "
    "personnes sans les habitants ({names}). Donnez-en les habitants pour qu'il compte.",
    en="The poverty rate does not count in the score: it lacks where people were counted without "
    "inhabitants ({names}). Give their inhabitants for it to count.",
)
OLD = Text(
    fr="Lieux sans mise à jour depuis {months} mois ou plus : {count} ({names}). Appelez-les "
    "avant de décider.",
    en="Outlets not updated for {months} months or more: {count} ({names}). Ring them before you "
    "decide.",
)
DOUBTS = Text(
    fr="Paires de lieux qui se ressemblent, sans que l'on sache si c'est le même : {count}, plus "
    "bas ; rien n'en a été fondu.",
    en="Pairs of outlets that look alike, and may or may not be one: {count}, below; none was "
    "merged.",
)
NO_PLACES = Text(
    fr="Lieux qui ne disent pas combien ils reçoivent, et comptent pour le trajet, pas pour les "
    "places : {count} sur {all} ({names}).",
    en="Outlets that do not say how many they receive, and count for the way, not for places: "
    "{count} of {all} ({names}).",
)
ASSUMED = Text(
    fr="Lieux qui ne disent pas combien ils reçoivent, où {places} par semaine sont supposés : "
    "{count} sur {all} ({names}).",
    en="Outlets that do not say how many they receive, where {places} a week are assumed: {count} "
    "of {all} ({names}).",
)
UNDATED = Text(
    fr="Lieux sans date de mise à jour : {count}.",
    en="Outlets without a date of update: {count}.",
)
NO_BUSES = Text(
    fr="Aucun horaire de bus n'est donné : qui n'a pas de voiture est compté à pied.",
    en="No timetable of buses is given: who has no car is counted on foot.",
)
BUSES = Text(
    fr="Horaires de bus valables jusqu'au {until}.", en="Timetable of buses valid until {until}."
)
NOT_PROVED = Text(
    fr="Les nouveaux lieux proposés ne sont pas tous prouvés les meilleurs : donnez plus de temps.",
    en="The new outlets proposed are not all proved the best: give it more time.",
)
CAMPS = Text(
    fr="Les campements sont additionnés à leur commune, et ne figurent dans aucune édition "
    "publique.",
    en="Camps are added to their commune, and stand in no public edition.",
)
RANGES = Text(
    fr="Certains besoins sont des fourchettes : les personnes sont comptées au moins, les places "
    "partagées comme si tous venaient.",
    en="Some needs are ranges: people are counted at least, places are shared as if all came.",
)
