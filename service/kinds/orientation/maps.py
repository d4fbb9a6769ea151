"""The maps of an orientation: sectors by their share served, arrows to outlets, before and after.

What is written of flows is drawn and nothing else: an arrow is as wide as the nearest ten, and thin
and dashed where no count is written.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from models.base import Language
from models.dates import full_date
from models.numbers import number
from models.orientation_study import OrientationStudy, OrientedFlow, share_class
from models.places import km_between
from models.publics import LEAST_TOLD, MODES, TEN, Sector, nearest_ten
from service.kinds.orientation.unwritten import few, left_out
from service.kinds.orientation.words import say
from service.pages.frame import KM_LAT, KM_LON
from service.pages.map_paper import map_paper
from service.pages.page import Number, Section, Table, table_of
from service.pages.pictures import Choropleth, Spot, Way, Zone
from service.pages.public_page import public_when
from service.words.sentences import listed

POINT = 0.3
"""How large outlets are drawn, of the largest spot."""
RING, LONE_KM, MOST_KM = 0.3, 0.5, 2.0
"""How far outlets stand from their sector's centre: of the way to the nearest other one, where
there is no other, and at most."""
CLASSES = ("served_all", "served_most", "served_half", "served_few")
"""The darker the fewer find a place."""
COUNTED, UNCOUNTED = 0, 1
Key = tuple[str, str]
"""A sector and an outlet."""
Flows = Mapping[Key, Sequence[OrientedFlow]]


@dataclass(frozen=True)
class Sent:
    """Who goes from a sector to an outlet."""

    sector: str
    outlet: str
    today: int
    then: int
    """To the nearest ten, as far as it is written."""
    some: bool
    """Whether others go there whose count is not written."""


def sent(study: OrientationStudy, *, public: bool = False) -> tuple[Sent, ...]:
    """Return who goes from where to where, as far as it is written; today, and then."""
    asked = study.scenario.openings
    those: dict[Key, list[OrientedFlow]] = defaultdict(list)
    for one in study.flows:
        those[asked.group[one.group].sector, one.outlet].append(one)
    written = _in_public(study, those) if public else _to_coordinator(study, those)
    found = []
    for (sector, outlet), flows in those.items():
        then, some = written[sector, outlet]
        today = sum(one.today for one in flows)
        today = nearest_ten(today) if public else today
        if today or then or some:
            found.append(Sent(sector, outlet, today, then, some))
    place = {one.id: n for n, one in enumerate(asked.sectors)}
    return tuple(sorted(found, key=lambda one: (place[one.sector], one.outlet)))


def _to_coordinator(study: OrientationStudy, those: Flows) -> dict[Key, tuple[int, bool]]:
    """Return counts by group added up, and whether more go whose count is not written."""
    away = {one.group for one in study.groups if one.hidden}
    return {
        key: (
            _added(nearest_ten(one.households) for one in flows if one.group not in away),
            any(one.group in away and one.named and one.households for one in flows),
        )
        for key, flows in those.items()
    }


def _added(written: Iterable[int]) -> int:
    """Return the sum of counts that are written to the nearest ten, as they are written."""
    tens = sum(count // TEN * TEN for count in written)
    return max(LEAST_TOLD, tens) if tens else 0


def _in_public(study: OrientationStudy, those: Flows) -> dict[Key, tuple[int, bool]]:
    """Return counts as they are written in public, and whether some go whose count is not."""
    away = left_out(study)
    found = {}
    for key, flows in those.items():
        named = [
            one for one in flows if one.households and (one.group, one.outlet) not in away.names
        ]
        told = 0 if key in away.ways else nearest_ten(sum(one.households for one in flows))
        found[key] = told, bool(named) and not told
    return found


def is_known(study: OrientationStudy) -> bool:
    """Tell whether attendance of today is given."""
    return bool(study.scenario.orientation.flows)


def maps(study: OrientationStudy, language: Language, *, public: bool = False) -> list[Choropleth]:
    """Return the maps: of today where it is known, then as proposed; none without a place."""
    if not any(one.place for one in study.scenario.openings.sectors):
        return []
    draw = partial(_map, study, language, public=public)
    return [*([draw(before=True)] if is_known(study) else []), draw(before=False)]


def flows_section(study: OrientationStudy, language: Language, *, public: bool = False) -> Section:
    """Return the maps and the table that equals them."""
    drawn = maps(study, language, public=public)
    how = [_how(language, public=public), *([] if drawn else [say("no_maps", language)])]
    table = flows_table(study, language, public=public)
    return Section(say("maps", language), (*drawn, " ".join(how), table))


def _how(language: Language, *, public: bool) -> str:
    return say("public_maps_how" if public else "maps_how", language)


def flows_table(study: OrientationStudy, language: Language, *, public: bool = False) -> Table:
    """Return who goes from each sector to each outlet, today and then."""
    asked, tell = study.scenario.openings, partial(say, language=language)
    known = is_known(study)
    return table_of(
        sent(study, public=public),
        (tell("from_sector"), lambda one: asked.sector[one.sector].label),
        (tell("outlet"), lambda one: asked.outlet[one.outlet].label),
        (tell("goes_today"), lambda one: Number(one.today if known else None)),
        (tell("goes_then"), lambda one: _then(one, language)),
    )


def flow_maps(study: OrientationStudy, language: Language) -> bytes:
    """Return the PDF of the maps, A3, and the table that equals them."""
    return _printed(study, language, full_date(study.scenario.week_of, language), public=False)


def public_maps(study: OrientationStudy, language: Language) -> bytes:
    """Return the PDF of the maps that everyone may read."""
    return _printed(study, language, public_when(study.scenario, language), public=True)


def _printed(study: OrientationStudy, language: Language, when: str, *, public: bool) -> bytes:
    drawn = maps(study, language, public=public)
    return map_paper(
        drawn,
        flows_table(study, language, public=public),
        of=study.scenario.label,
        foot=f"{when} – {_how(language, public=public)}",
        language=language,
        answer="" if drawn else say("no_maps", language),
    )


def _then(one: Sent, language: Language) -> str:
    if not one.some:
        return number(one.then, language)
    return say("and_some", language, count=one.then) if one.then else say("unwritten", language)


def _map(study: OrientationStudy, language: Language, *, before: bool, public: bool) -> Choropleth:
    asked, tell = study.scenario.openings, partial(say, language=language)
    placed = [one for one in asked.sectors if one.place]
    at = _outlets(study)
    flows = [
        one
        for one in sent(study, public=public)
        if one.outlet in at and asked.sector[one.sector].place
    ]
    most = max((max(one.today, one.then) for one in flows), default=0) or 1
    modes = [mode for mode in MODES if any(asked.outlet[name].mode == mode for name in at)]
    missing = [one.label for one in asked.sectors if not one.place]
    note = [tell("ring_note"), tell("no_place", names=listed(missing, language)) if missing else ""]
    return Choropleth(
        tell("map_today" if before else "map_then"),
        tuple(_zone(study, one, language, before=before, public=public) for one in placed),
        tuple(tell(name) for name in CLASSES),
        tell("served_unknown"),
        spots=tuple(
            Spot(*point, asked.outlet[name].label, modes.index(asked.outlet[name].mode), POINT)
            for name, point in at.items()
        ),
        series=tuple(MODES[mode].in_(language) for mode in modes),
        ways=tuple(_ways(study, flows, at, most, language, before=before)),
        way_series=(tell("arrow_counted"), tell("unwritten")),
        names=(
            *((*_point(one), one.label) for one in placed),
            *((*point, asked.outlet[name].label) for name, point in at.items()),
        ),
        note=" ".join(part for part in note if part),
    )


def _ways(
    study: OrientationStudy,
    flows: list[Sent],
    at: Mapping[str, tuple[float, float]],
    most: int,
    language: Language,
    *,
    before: bool,
) -> Iterator[Way]:
    asked = study.scenario.openings
    for one in flows:
        count, some = (one.today, False) if before else (one.then, one.some)
        if not count and not some:
            continue
        told = number(count, language) if before else _then(one, language)
        sector, outlet = asked.sector[one.sector], asked.outlet[one.outlet]
        yield Way(
            (_point(sector), at[one.outlet]),
            say("arrow", language, sector=sector.label, outlet=outlet.label, count=told),
            COUNTED if count else UNCOUNTED,
            weight=count / most,
        )


def _zone(
    study: OrientationStudy, sector: Sector, language: Language, *, before: bool, public: bool
) -> Zone:
    lat, lon = _point(sector)
    share = _share(study, sector.id, before=before, public=public)
    if share is None:
        return Zone(sector.outline, sector.label, lat, lon, say("served_unknown", language), None)
    level = share_class(share)
    told = say("least_share", language, share=f"{100 * share:.0f}")
    told = say(CLASSES[level], language) if public else told
    return Zone(sector.outline, sector.label, lat, lon, told, level)


def _share(study: OrientationStudy, sector: str, *, before: bool, public: bool) -> float | None:
    """Return the share served of a sector's least served group; none where one is not written."""
    group, away = study.scenario.openings.group, left_out(study).groups if public else ()
    mine = [one for one in study.groups if group[one.group].sector == sector and one.need > 0]
    if not before and any(one.group in away or few(one) for one in mine):
        return None
    return min(
        (min(1.0, one.today / one.need) if before else one.level for one in mine), default=None
    )


def _point(sector: Sector) -> tuple[float, float]:
    assert sector.place is not None
    return sector.place.lat, sector.place.lon


def _outlets(study: OrientationStudy) -> dict[str, tuple[float, float]]:
    """Return where outlets are drawn: around the centre of their sector, by id."""
    asked = study.scenario.openings
    placed = [one for one in asked.sectors if one.place]
    found = {}
    for sector in placed:
        here = _point(sector)
        others = [km_between(here, _point(one)) for one in placed if one is not sector]
        away = [km for km in others if km > 0]
        km = min(RING * min(away), MOST_KM) if away else LONE_KM
        mine = sorted(one.id for one in asked.outlets if one.sector == sector.id)
        for n, name in enumerate(mine):
            turned = 2 * math.pi * n / len(mine) + math.pi / 4
            north, east = km * math.cos(turned), km * math.sin(turned)
            across = KM_LON * math.cos(math.radians(here[0]))
            found[name] = here[0] + north / KM_LAT, here[1] + east / across
    return found
