"""What a week keeps of the one before, what changes, and what keeping it costs."""

from __future__ import annotations

from functools import partial

from models.base import Language, Text
from models.dates import full_date
from models.numbers import amount
from models.stability import Stability
from models.study import Study
from models.tally import LEFT
from service.kinds.week.rounds import label
from service.pages.page import LONG, Line, Section, table_of
from service.words.codes import code
from service.words.labels import word

TITLE = Text(fr="Ce qui change d'une semaine à l'autre", en="What changes from week to week")
KEPT = Text(
    fr="De la semaine du {week}, arrêts que celle-ci a encore : {stops}. Par la même tournée : "
    "{kept} ; par une autre, ou plus faits : {gone} ; nouveaux, en plus : {added}.",
    en="Of the week of {week}, stops that this one still has: {stops}. By the same round: {kept}; "
    "by another, or no longer made: {gone}; new ones: {added}.",
)
PRICE = Text(
    fr="Ce que cela coûte, contre la même semaine planifiée sans y regarder : {kg} de nourriture, "
    "{hours}, {eur}. {changes}",
    en="What that costs, against the same week planned without looking at it: {kg} of food, "
    "{hours}, {eur}. {changes}",
)
NOTHING = Text(
    fr="Cela ne coûte rien : la même semaine planifiée sans y regarder ne ferait pas mieux. "
    "{changes}",
    en="That costs nothing: the same week planned without looking at it would do no better. "
    "{changes}",
)
FEWER = Text(
    fr="Changements comptés : {now}, contre {free} sans y regarder ({weights}).",
    en="Changes counted: {now}, against {free} without looking at it ({weights}).",
)
AS_MANY = Text(
    fr="Changements comptés : {now}, autant que sans y regarder ({weights}) : aucun plan qui "
    "change moins n'a été trouvé.",
    en="Changes counted: {now}, as many as without looking at it ({weights}): no plan that changes "
    "less was found.",
)
UNCHANGED = Text(fr="Rien n'a changé.", en="Nothing changed.")
WEIGHTS = Text(
    fr="un arrêt laissé compte {left} ; un arrêt déplacé ou nouveau, une livraison ou une tournée "
    "qui change, 1",
    en="a stop left counts {left}; a stop moved or new, a drop or a round that changes, 1",
)
AFTER = Text(
    fr="La stabilité passe avant : {what}, cherchés dans ce qu'elle laisse. Leur prix n'est pas "
    "dit.",
    en="Stability comes before: {what}, sought within what it leaves. Their price is not told.",
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
    values = {"kept": stability.kept, "stops": stability.stops, "added": stability.added}
    values["gone"] = stability.moved - stability.added
    week = full_date(stability.week_of, language)
    lines = [Line(KEPT.format(**values, week=week).in_(language))]
    if stability.freest is not None:
        now, free = stability.tally.count, stability.freest
        counted = FEWER if now < free else AS_MANY if now else UNCHANGED
        counted = counted.format(now=now, free=free, weights=WEIGHTS.format(left=LEFT))
        costs = {name: max(0.0, getattr(stability, name)) for name in LEAST}
        text = PRICE if any(costs[name] >= least for name, least in LEAST.items()) else NOTHING
        told = {
            "kg": amount(costs["kg"], "kg", language),
            "hours": amount(costs["hours"], "h", language, 1),
            "eur": amount(costs["eur"], "€", language, 2),
        }
        lines.append(Line(text.format(changes=counted, **told).in_(language)))
    if stability.after:
        what = ", ".join(code(one, language) for one in stability.after)
        lines.append(Line(AFTER.format(what=what).in_(language)))
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
