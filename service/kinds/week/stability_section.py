"""What a week keeps of the one before, what changes, and what keeping it costs."""

from __future__ import annotations

from functools import partial

from models.base import Language, Text
from models.dates import full_date
from models.numbers import amount
from models.stability import Stability
from models.study import Study
from service.kinds.week.rounds import label
from service.pages.page import LONG, Line, Section, table_of
from service.words.labels import word

TITLE = Text(fr="Ce qui change d'une semaine à l'autre", en="What changes from week to week")
KEPT = Text(
    fr="{kept} arrêts sur {stops} restent comme dans la semaine du {week} ; {moved} changent.",
    en="{kept} of {stops} stops stay as in the week of {week}; {moved} change.",
)
PRICE = Text(
    fr="Ce que cela coûte, contre la même semaine planifiée sans y regarder : {kg} de nourriture, "
    "{hours}, {eur}. Changements, pesés : {now} au lieu de {free}.",
    en="What that costs, against the same week planned without looking at it: {kg} of food, "
    "{hours}, {eur}. Changes, weighed: {now} instead of {free}.",
)
NOTHING = Text(
    fr="Cela ne coûte rien : la même semaine planifiée sans y regarder ne ferait pas mieux. "
    "Changements, pesés : {now} au lieu de {free}.",
    en="That costs nothing: the same week planned without looking at it would do no better. "
    "Changes, weighed: {now} instead of {free}.",
)
CHANGES: dict[str, Text] = {
    "moved": Text(fr="par une autre tournée", en="by another round"),
    "left": Text(fr="n'est plus fait", en="no longer made"),
    "given_up": Text(fr="n'est plus offert", en="no longer offered"),
    "added": Text(fr="en plus", en="one more"),
}
LEAST = {"kg": 0.5, "hours": 0.05, "eur": 0.05}
"""Less than this costs nothing."""


def stability_section(study: Study, stability: Stability, language: Language) -> Section:
    """Return what a week keeps of an earlier one, and the stops that change."""
    values = {"kept": stability.kept, "stops": stability.stops, "moved": stability.moved}
    week = full_date(stability.week_of, language)
    lines = [Line(KEPT.format(**values, week=week).in_(language))]
    if stability.freest is not None:
        counts = {"now": stability.tally.count, "free": stability.freest}
        costs = {name: max(0.0, getattr(stability, name)) for name in LEAST}
        text = PRICE if any(costs[name] >= least for name, least in LEAST.items()) else NOTHING
        told = {
            "kg": amount(costs["kg"], "kg", language),
            "hours": amount(costs["hours"], "h", language, 1),
            "eur": amount(costs["eur"], "€", language, 2),
        }
        lines.append(Line(text.format(**counts, **told).in_(language)))
    scenario, tell = study.scenario, partial(word, language=language)
    pickups = scenario.pickups
    table = table_of(
        [one for one in stability.tally.stops if one.pickup in pickups],
        (tell("store"), lambda one: label(scenario, pickups[one.pickup].donor)),
        (tell("day"), lambda one: scenario.date_of(pickups[one.pickup].day).strftime("%d/%m")),
        (tell("change"), lambda one: CHANGES[one.change].in_(language)),
        where=LONG,
    )
    return Section(TITLE.in_(language), (*lines, table))
