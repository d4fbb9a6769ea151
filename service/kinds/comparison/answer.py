"""A comparison in one sentence: which variant brings most, or that it is not decided."""

from __future__ import annotations

from models.base import Language
from models.comparison import ComparisonStudy, Figure
from models.numbers import amount
from service.kinds.comparison.words import say
from service.kinds.week.against_alone import NOTABLE_KG
from service.words.sentences import listed, semicolon

Figures = dict[tuple[str, str | None, str], Figure]
"""By variant, association (none: all together) and indicator."""


def answer_of(study: ComparisonStudy, by: Figures, language: Language) -> str:
    """Return which variant brings most, by how much, and who has less for it."""
    best = max(study.variants, key=lambda one: by[one.variant, None, "usable_kg"].value)
    label = labels_of(study)
    figure = by[best.variant, None, "usable_kg"]
    kg = amount(figure.value, "kg", language)
    if study.leaders:
        return _open_answer(study, by, language)
    name = next((one for one in study.references if one in figure.against), "")
    more = figure.against.get(name, 0.0)
    if name and best.variant == study.references[0]:
        return f"{say('answer_none_more', language, variant=best.label, kg=kg)}."
    told = [say("answer_most", language, variant=best.label, kg=kg)]
    if name and more >= NOTABLE_KG:
        against = say("answer_against", language, kg=amount(more, "kg", language), name=label[name])
        open_ = f" ({say('undecided', language)})" if name in figure.undecided else ""
        told[0] += f", {against}{open_}"
    less = [
        study.associations[one] for one in dict.fromkeys((*best.losers, *best.worse_than_alone))
    ]
    if less:
        told.append(say("answer_less", language, who=listed(less, language)))
    elif any(by[best.variant, who, "usable_kg"].against.get(name, 0) < 0 for who in best.unclear):
        told.append(say("answer_unclear", language))
    else:
        told.append(say("answer_nobody", language))
    return f"{semicolon(language).join(told)}."


def _open_answer(study: ComparisonStudy, by: Figures, language: Language) -> str:
    """Return between which variants it is not decided, and what all of them bring more."""
    found = {one.variant: one for one in study.variants if one.variant in study.leaders}
    food = {name: by[name, None, "usable_kg"] for name in found}
    named = [
        say(
            *("answer_named", language),
            variant=one.label,
            kg=amount(food[name].value, "kg", language),
        )
        for name, one in found.items()
    ]
    cut_short = any(one.may_rise_kg for one in found.values())
    why = "answer_open" if cut_short else "answer_chance"
    told = [say(why, language, named=listed(named, language))]
    first = next(iter(study.references), None)
    if first is not None and first not in found:
        least = min(food.values(), key=lambda one: one.against[first])
        if least.against[first] >= NOTABLE_KG and first not in least.undecided:
            kg = amount(least.against[first], "kg", language)
            told.append(say("answer_all_more", language, kg=kg, name=labels_of(study)[first]))
    return f"{semicolon(language).join(told)}."


def labels_of(study: ComparisonStudy) -> dict[str, str]:
    """Return what the variants are called, by id."""
    return {one.variant: one.label for one in study.variants}
