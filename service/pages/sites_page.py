"""The sites of a scenario before anything is planned: on a map, and in the table that equals it."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Language, Text
from models.fields import titled_of
from models.findings import Finding
from models.places import Place
from models.scenario import Scenario
from scenarios.positions.suspects import Site, sites, suspects
from service.pages.page import Head, Line, Number, Page, Section, Table, Words
from service.pages.pictures import Map, Spot
from service.words.labels import word

NAMED = 40
"""Sites up to which each has its name on the map."""
DEGREES = 5
POSITIONS = ("position", "address", "no_address", "commune_centre")
"""How the codes of what is told of positions begin."""


def sites_page(scenario: Scenario, warnings: Sequence[Finding], language: Language) -> Page:
    """Return the page of a scenario's sites.

    Parameters
    ----------
    warnings
        What was told of the scenario; what is about positions is repeated.
    """
    found = sites(scenario)
    told = tuple(
        Line(one.text.in_(language), tone="bad" if one.severity == "warning" else "")
        for one in about_positions(warnings)
    )
    answer = ANSWER.format(count=len(found)).in_(language)
    parts = (*told, *((_map(scenario, found, language), _table(found, language)) if found else ()))
    section = Section(word("sites_drawn", language), parts)
    return Page(word("sites_drawn", language), scenario.label, answer, (), (section,))


def about_positions(warnings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what is told of the positions of sites."""
    return tuple(one for one in warnings if one.code.startswith(POSITIONS))


def map_alone(scenario: Scenario, language: Language) -> Page:
    """Return the page of a scenario's sites with their map alone, without a coordinate."""
    found = sites(scenario)
    drawn = (
        (Section(word("sites_drawn", language), (_map(scenario, found, language),)),)
        if found
        else ()
    )
    return Page(word("sites_drawn", language), scenario.label, "", (), drawn)


def _map(scenario: Scenario, found: Sequence[Site], language: Language) -> Map:
    doubtful = {one.site.loc for one in suspects(scenario)}
    series = list(dict.fromkeys(_kind(one, language) for one in found))
    spots = tuple(
        Spot(
            one.place.lat,
            one.place.lon,
            one.name,
            series.index(_kind(one, language)),
            size=0.5,
            hollow=one.place.assumed or one.loc in doubtful,
            labelled=one.loc in doubtful or len(found) <= NAMED,
        )
        for one in found
    )
    return Map(
        word("sites_drawn", language),
        spots,
        tuple(series),
        names=_towns(found),
        note=NOTE.in_(language),
    )


def _towns(found: Sequence[Site]) -> tuple[tuple[float, float, str], ...]:
    """Return the middle of the sites of each commune."""
    by_name: dict[str, list[Place]] = {}
    for one in found:
        by_name.setdefault(one.place.commune, []).append(one.place)
    return tuple(
        (sum(p.lat for p in all_) / len(all_), sum(p.lon for p in all_) / len(all_), name)
        for name, all_ in by_name.items()
    )


def _table(found: Sequence[Site], language: Language) -> Table:
    def title(field: str) -> str:
        return titled_of(Place, field).title.in_(language)

    heads = (
        Head(SITE.in_(language)),
        Head(KIND.in_(language)),
        *(Head(title(field)) for field in ("commune", "address", "lat", "lon")),
        Head(HOW.in_(language)),
    )
    rows = tuple(
        (
            one.name,
            _kind(one, language),
            one.place.commune,
            one.place.address,
            Number(one.place.lat, DEGREES),
            Number(one.place.lon, DEGREES),
            Words(_how(one.place, language), "weak" if one.place.assumed else ""),
        )
        for one in found
    )
    return Table(heads, rows)


def _how(place: Place, language: Language) -> str:
    if place.source:
        return place.source
    return (ASSUMED if place.assumed else TYPED).in_(language)


def _kind(site: Site, language: Language) -> str:
    """Return the title of the list that a site stands in."""
    holder: type = Scenario
    title = ""
    for step in site.loc[:-1]:
        if isinstance(step, str):
            field = holder.model_fields[step]  # type: ignore[attr-defined]
            title = titled_of(holder, step).title.in_(language)
            holder = _record(field.annotation) or holder
    return title


def _record(annotation: object) -> type | None:
    from scenarios.fields import slot

    place = slot(annotation)
    while place.kind in ("list", "mapping"):
        place = place.item
    return place.annotation if place.kind == "record" else None


SITE = Text(fr="Site", en="Site")
KIND = Text(fr="Liste", en="List")
HOW = Text(fr="D'où vient la position", en="Where the position comes from")
TYPED = Text(fr="saisie", en="typed")
ASSUMED = Text(fr="supposée", en="assumed")
ANSWER = Text(fr="{count} sites, avant toute planification.", en="{count} sites, before planning.")
NOTE = Text(
    fr="En creux : position supposée ou douteuse.",
    en="Hollow: assumed or doubtful position.",
)
