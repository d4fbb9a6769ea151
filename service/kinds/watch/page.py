"""The page for a town's watch meeting, as a page and in the parts that its paper prints."""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.dates import full_date
from models.month import LEAST_TOLD
from models.numbers import amount, number
from models.periods import period_name
from models.town_history import Lack, WatchStudy
from service.kinds.history.page import week_name
from service.kinds.month import names
from service.kinds.month.page import origin
from service.kinds.watch.words import say
from service.pages.findings import alerts
from service.pages.goods import kilos
from service.pages.page import Number, Page, Section, Tone, table_of
from service.pages.pictures import Curve, Map, Spot
from service.words.sentences import capital, count, semicolon

NAMED = 14
"""Associations named on the map, at most."""


def watch_page(study: WatchStudy, language: Language) -> Page:
    """Return the page."""
    tell = partial(say, language=language)
    world = study.scenario
    drawn = sites_map(study, language)
    return Page(
        title=f"{world.label} – {tell('title')}",
        subtitle=capital(period_name(study.period, language)),
        answer=answer(study, language),
        alerts=alerts(study.findings, language),
        sections=(
            Section(tell("summary"), tuple(missing(study, language))),
            _behind(study, language),
            _lacks(study, language),
            Section(tell("decided"), study.decided or (tell("to_decide"),)),
            _weeks(study, language),
            Section(
                tell("where_from"),
                (
                    *((drawn,) if drawn.spots else ()),
                    table_of(
                        sorted(study.donors_kg.items(), key=lambda one: (-one[1], one[0])),
                        (tell("donor"), lambda one: names.donor(world, one[0])),
                        (tell("collected"), lambda one: Number(one[1], 0, "kg")),
                    ),
                ),
            ),
        ),
        provenance=origin(study.provenance, language),
    )


def answer(study: WatchStudy, language: Language) -> str:
    """Return what came in, for how many people, in one sentence."""
    done = count(study.done, "gift", language)
    told = say(
        "answer_watch",
        language,
        kg=amount(study.collected_kg, "kg", language),
        visits=done,
        people=people(study.people, language),
    )
    left = count(study.untold, "untold_visit", language) if study.untold else ""
    return semicolon(language).join(one for one in (told, left) if one) + "."


def people(value: int | None, language: Language) -> str:
    """Return how many people, where they are not too few to be told."""
    few = say("few", language, least=LEAST_TOLD)
    return few if value is None else number(value, language)


def missing(study: WatchStudy, language: Language) -> list[str]:
    """Return what was not told: said before anything else."""
    found = []
    if study.told_to < study.period.last:
        found.append(say("to_day", language, day=full_date(study.told_to, language)))
    if study.untold:
        visits = count(study.untold, "untold_visit", language)
        found.append(say("untold_count", language, visits=visits))
    if study.weeks_untold:
        weeks = count(study.weeks_untold, "week", language)
        found.append(say("untold_weeks", language, weeks=weeks))
    return found


def curve(study: WatchStudy, language: Language, *, small: bool = False) -> Curve:
    """Return kg collected and kept by week; small on paper."""
    kept = [one.kg - one.rejected_kg if one.told else None for one in study.weeks]
    return Curve(
        say("curve", language),
        "kg",
        tuple(week_name(one.week_of, language) for one in study.weeks),
        (say("collected", language), say("left", language)),
        (tuple(one.kg if one.told else None for one in study.weeks), tuple(kept)),
        small=small,
    )


def sites_map(study: WatchStudy, language: Language, *, small: bool = False) -> Map:
    """Return where stores and associations are, stores as large as what they gave.

    On paper it is small, and its title stands beside it.
    """
    world = study.scenario
    most = max(study.donors_kg.values(), default=0.0) or 1.0
    spots = [
        Spot(
            one.place.lat,
            one.place.lon,
            one.name,
            0,
            size=0.35,
            labelled=len(world.associations) <= NAMED,
        )
        for one in world.associations
    ]
    spots += [
        Spot(
            one.place.lat,
            one.place.lon,
            one.label,
            1,
            size=(kg := study.donors_kg.get(one.id, 0.0)) / most,
            hollow=kg <= 0,
        )
        for one in world.donors
    ]
    series = (say("sites", language), say("stores_kg", language))
    title = "" if small else say("where_from", language)
    return Map(title, tuple(spots), series, note=say("map_note", language), small=small)


def _behind(study: WatchStudy, language: Language) -> Section:
    world, tell = study.scenario, partial(say, language=language)
    table = table_of(
        [one for one in study.levels if one.by_window[52] is not None],
        (tell("association"), lambda one: names.association(world, one.association)),
        (tell("weeks_8"), lambda one: Number(one.by_window[8], share=True, bar=one.by_window[8])),
        (tell("weeks_52"), lambda one: Number(one.by_window[52], share=True)),
    )
    told = (tell("behind_how"), table) if table.rows else (tell("no_week"),)
    return Section(tell("behind"), told)


def _lacks(study: WatchStudy, language: Language) -> Section:
    world, tell = study.scenario, partial(say, language=language)

    def kg(one: Lack, value: float, tone: Tone = "") -> Number:
        return kilos(world.family.get(one.family), value, language, unit="kg", tone=tone)

    table = table_of(
        study.lacks,
        (tell("family"), lambda one: names.family(world, one.family)),
        (tell("need"), lambda one: kg(one, one.need_kg)),
        (tell("from_pool"), lambda one: kg(one, one.received_kg)),
        (tell("lacking"), lambda one: kg(one, one.need_kg - one.received_kg, "bad")),
    )
    if study.received_kg is None:
        return Section(tell("lacks"), (tell("no_week"),))
    told = (tell("lacks_how"), table) if table.rows else (tell("nothing_lacks"),)
    return Section(tell("lacks"), told)


def _weeks(study: WatchStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    table = table_of(
        [*reversed(study.weeks)],
        (tell("week"), lambda one: names.day(one.week_of, language)),
        (tell("collected"), lambda one: Number(one.kg if one.told else None, 0, "kg")),
        (
            tell("left"),
            lambda one: Number(one.kg - one.rejected_kg if one.told else None, 0, "kg"),
        ),
        (tell("untold"), lambda one: one.untold),
    )
    return Section(tell("curve"), (curve(study, language), table), folded=True)
