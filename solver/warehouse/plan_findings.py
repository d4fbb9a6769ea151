"""What is to be known of a warehouse's plan: estimates, assumptions, lateness, what was cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.base import Text
from models.findings import Finding
from models.scenario import Scenario
from models.travel import ESTIMATED, TravelMatrix
from models.warehouse_study import DockPlan
from models.warehouse_supply import Replenishment
from models.words import INTERRUPTED


def findings_of(
    scenario: Scenario,
    travel: Sequence[TravelMatrix],
    supply: Replenishment | None,
    docks: DockPlan,
    *,
    stopped: bool,
) -> tuple[Finding, ...]:
    """Return the warnings and remarks that go with a plan."""
    found = [*_sites(scenario, travel), *_docks(docks)]
    if supply is not None:
        found += _supply(supply)
    if stopped:
        found.append(Finding(code="interrupted", severity="warning", text=INTERRUPTED))
    return tuple(found)


def _sites(scenario: Scenario, travel: Sequence[TravelMatrix]) -> Iterator[Finding]:
    warehouse = scenario.warehouse
    assert warehouse is not None
    if any(one.source == "estimate" for one in travel):
        yield Finding(code="estimated_travel", severity="info", text=ESTIMATED)
    places = [one.place for one in warehouse.platforms]
    places += [point.place for point in warehouse.points]
    assumed = sum(place.assumed for place in places)
    if assumed:
        text = ASSUMED.format(found=assumed, all=len(places))
        yield Finding(code="assumed_sites", severity="info", text=text)
    if len(warehouse.platforms) > 1 and warehouse.shared:
        yield Finding(code="pooled_places", severity="info", text=POOLED)


def _docks(docks: DockPlan) -> Iterator[Finding]:
    late = [slot for slot in docks.slots if slot.late_s > 0]
    if late:
        most = max(slot.late_s for slot in late)
        text = LATE.format(found=len(late), most=-(-most // 60))
        where = tuple(dict.fromkeys(slot.what for slot in late))
        yield Finding(code="docks_late", severity="warning", text=text, where=where)
    left = [what for day in docks.days for what in day.left]
    if left:
        text = LEFT.format(found=len(left))
        yield Finding(code="docks_full", severity="warning", text=text, where=tuple(left))


def _supply(supply: Replenishment) -> Iterator[Finding]:
    short = [one for one in supply.points if one.left_kg > 0]
    if short:
        kg = sum(one.left_kg for one in short)
        text = SHORT.format(kg=kg, found=len(short))
        where = tuple(one.point for one in short)
        yield Finding(code="points_short", severity="warning", text=text, where=where)


ASSUMED = Text(
    fr="Lieux à la position supposée : {found} sur {all}.",
    en="Places with an assumed position: {found} of {all}.",
)
POOLED = Text(
    fr="Places et stock : toutes plateformes ensemble ; seules les tournées les distinguent.",
    en="Places and stock: all platforms together; only rounds tell them apart.",
)
LATE = Text(
    fr="Chargements qui finissent en retard à quai : {found}, de {most} min au plus. Ouvrez un "
    "quai plus tôt, ou étalez les départs.",
    en="Loadings that end late at the docks: {found}, by {most} min at most. Open a dock sooner, "
    "or spread the departures.",
)
LEFT = Text(
    fr="Passages sans quai dans la semaine : {found}.",
    en="Calls without a dock in the week: {found}.",
)
SHORT = Text(
    fr="{kg} kg restent à la plateforme ; points concernés : {found}.",
    en="{kg} kg stay at the platform; points concerned: {found}.",
)
