"""How fair a week is on its page: what lifting the lowest costs, and what is proved."""

from __future__ import annotations

import itertools

from models.base import Language, Text
from models.fairness import FairnessOfWeek, FairPoint, ProvedStage
from models.numbers import amount, percent
from models.study import Study
from models.words import NO, YES
from service.pages.page import EVERYWHERE, Line, Number, Section, Table, table_of
from service.words.labels import word
from service.words.sentences import listed

ALIKE = 5e-3
"""Levels within this of the lowest share its place."""
LEAST_KG = 0.5
"""Less food than this is none."""
UNITS = {"food": "kg", "hours": "h", "cost": "€"}

FAIRNESS = Text(fr="Équité : ce que coûte d'aider le plus bas", en="Fairness: what the lowest cost")
FOOD_PRICE = Text(
    fr="{less} de moins sur {food} font passer le niveau le plus bas de {share} ({who}) à {then}.",
    en="{less} less of {food} lift the lowest level from {share} ({who}) to {then}.",
)
FREE = Text(
    fr="À nourriture égale, le niveau le plus bas passe de {share} ({who}) à {then}.",
    en="With the same food, the lowest level rises from {share} ({who}) to {then}.",
)
HOURS_PRICE = Text(
    fr="{more} de plus, à nourriture tenue, font passer le niveau le plus bas de {share} ({who}) à "
    "{then}.",
    en="{more} more, food held, lift the lowest level from {share} ({who}) to {then}.",
)
ALONE_POINT = Text(
    fr="Le niveau le plus bas est de {share} ({who}) ; rien de mieux n'a été rencontré.",
    en="The lowest level is {share} ({who}); nothing better was met.",
)
KEPT_POINT = Text(
    fr="Le niveau le plus bas pouvait être de {share} ({who}), rien de mieux n'a été rencontré ; "
    "ce plan en garde {now}, pour moins d'heures ou d'euros.",
    en="The lowest level could be {share} ({who}), nothing better was met; this plan keeps {now} "
    "of it, for fewer hours or euros.",
)
FLOORS_PRICE = Text(
    fr="Que personne n'ait moins que seul coûte {kg}.",
    en="That nobody has less than alone costs {kg}.",
)
LOWEST = word["lowest_level"]
SURE = Text(fr="Prouvé", en="Proved")
STAGE = Text(fr="Étape", en="Stage")
LEVELS: dict[ProvedStage, Text] = {
    "rare": Text(fr="Niveaux des familles rares", en="Levels of rare families"),
    "all": Text(fr="Niveaux", en="Levels"),
    "rare again": Text(
        fr="Niveaux des familles rares, plan retenu", en="Levels of rare families, plan kept"
    ),
    "all again": Text(fr="Niveaux, plan retenu", en="Levels, plan kept"),
}


def fairness_section(study: Study, found: FairnessOfWeek, language: Language) -> Section:
    """Return what more for the lowest would cost, and how far each stage is proved."""
    told = [Line(one.in_(language)) for one in (*_prices(study, found), *_floors(found))]
    tables = [_frontier(study, found, language)] if len(found.frontier) > 1 else []
    return Section(
        FAIRNESS.in_(language),
        (*told, *tables, *_proofs(found, language)),
        folded=not told,
        closed=bool(told),
    )


def _prices(study: Study, found: FairnessOfWeek) -> list[Text]:
    """Return each step of the frontier in a sentence, then what the hours buy."""
    told = [
        (FOOD_PRICE if before.food_kg - after.food_kg >= LEAST_KG else FREE).format(
            less=_amount(before.food_kg - after.food_kg, "kg"),
            food=_amount(before.food_kg, "kg"),
            share=_share(before.lowest),
            who=_whose(study, before),
            then=_share(after.lowest),
        )
        for before, after in itertools.pairwise(found.frontier)
    ]
    if not told and found.frontier:
        point = found.frontier[0]
        best, now = _share(point.lowest), _share(_now(study))
        less = best != now and point.lowest > _now(study)
        text = KEPT_POINT if less else ALONE_POINT
        told = [text.format(share=best, who=_whose(study, point), now=now)]
    fewest, hours = found.fewest_hours, study.totals.person_hours
    lowest = _now(study)
    if fewest is not None and lowest > fewest.lowest + ALIKE and hours > fewest.person_hours:
        told.append(
            HOURS_PRICE.format(
                more=_amount(hours - fewest.person_hours, "h", 1),
                share=_share(fewest.lowest),
                who=_whose(study, fewest),
                then=_share(lowest),
            )
        )
    return told


def _floors(found: FairnessOfWeek) -> list[Text]:
    """Return what floors cost, where that is known and not nothing."""
    food = next((one.value for one in found.ends if one.stage == "food" and one.proved), None)
    if found.free_kg is None or food is None or found.free_kg - food < 1.0:
        return []
    return [FLOORS_PRICE.format(kg=_amount(found.free_kg - food, "kg"))]


def _now(study: Study) -> float:
    """Return the lowest level of the plan itself, in points."""
    worth = {family.id: family.points_per_kg for family in study.scenario.families}
    levels = []
    for who in study.scenario.associations:
        due = sum(study.scenario.need_kg(who.id, f) * points for f, points in worth.items())
        got = sum(study.plan.received_kg(who.id, f) * points for f, points in worth.items())
        levels += [got / due] * (due > 0)
    return min(levels, default=1.0)


def _frontier(study: Study, found: FairnessOfWeek, language: Language) -> Table:
    return table_of(
        found.frontier,
        (word("food", language), lambda one: Number(one.food_kg, unit="kg")),
        (word("person_hours", language), lambda one: Number(one.person_hours, unit="h")),
        (LOWEST.in_(language), lambda one: Number(one.lowest, share=True, bar=one.lowest)),
        (word("association", language), lambda one: _whose(study, one).in_(language)),
        (SURE.in_(language), lambda one: (YES if one.proved else NO).in_(language)),
        where=EVERYWHERE,
    )


def _proofs(found: FairnessOfWeek, language: Language) -> list[Table]:
    """Return what each stage reached, its bound, and whether that is proved."""
    ends = {one.stage: one for one in found.ends if one.stage in UNITS}
    rows: list[tuple[str, str, str, bool]] = [
        (
            word(stage, language),
            amount(one.value, UNITS[stage], language, 1),
            "" if one.bound is None else amount(one.bound, UNITS[stage], language, 1),
            one.proved,
        )
        for stage, one in ends.items()
    ]
    for stage, name in LEVELS.items():
        mine = [one for one in found.ends if one.stage == stage]
        if mine:
            reached = [
                percent(one.value - before, language)
                for before, one in zip([0.0, *(one.value for one in mine)], mine, strict=False)
                if one.proved
            ]
            rows.append((name.in_(language), ", ".join(reached), "", mine[-1].proved))
    if not rows:
        return []
    table = table_of(
        rows,
        (STAGE.in_(language), lambda one: one[0]),
        (word("value", language), lambda one: one[1]),
        (word("bound", language), lambda one: one[2]),
        (SURE.in_(language), lambda one: (YES if one[3] else NO).in_(language)),
    )
    return [table]


def _whose(study: Study, point: FairPoint) -> Text:
    """Return who is at the lowest level of a plan."""
    named = study.scenario.association
    lowest = [
        named[who].label for who, lv in sorted(point.levels.items()) if lv <= point.lowest + ALIKE
    ]
    return Text(fr=listed(lowest, "fr"), en=listed(lowest, "en"))


def _share(level: float) -> Text:
    return Text(fr=percent(level, "fr"), en=percent(level, "en"))


def _amount(value: float, unit: str, digits: int = 0) -> Text:
    return Text(fr=amount(value, unit, "fr", digits), en=amount(value, unit, "en", digits))
