"""What is told of the means that were granted to a plan one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.base import Text
from models.calendar import DAY_NAMES
from models.findings import Finding
from models.means import TriedMeans
from models.numbers import amount, percent
from models.study import Diagnosis, Study
from solver.ramasse.fairness import LIFTED

NOTABLE_KG = 1.0
"""Less food than this is nothing more."""


def binding(who: str, tried: Sequence[TriedMeans]) -> Iterator[Text]:
    """Yield what holds an association back, as the means granted to it told."""
    mine = [one for one in tried if one.association == who]
    lifting = sorted((one for one in mine if one.lift >= LIFTED), key=lambda one: -one.lift)
    if lifting:
        told = [BINDS.format(what=one.what, then=_share(one.level_after)) for one in lifting]
        yield HELD_BACK.format(what=_list(told))
    elif mine:
        yield NOTHING_LIFTS.format(what=_list([one.what for one in mine]))


def without_rounds(study: Study) -> Iterator[Finding]:
    """Tell that a plan has no round though food is offered and needed: why, and what would help."""
    scenario, found = study.scenario, study.diagnosis
    if study.plan.rounds or min(found.need_kg, found.supply_kg) < NOTABLE_KG:
        return
    told = [NO_ROUNDS]
    why = [one for one in study.unserved if one.code not in ("no_use", "unexamined")]
    if why:
        most = max(why, key=lambda one: (one.kg, one.pickup))
        pickup = scenario.pickups[most.pickup]
        what = scenario.donor[pickup.donor].label
        told.append(FIRST_LEFT.format(what=what, day=DAY_NAMES[pickup.day], why=most.reason))
    general = [one for one in study.tried if one.association is None]
    helping = [one for one in general if one.kg_more >= NOTABLE_KG]
    helping.sort(key=lambda one: -one.kg_more)
    if helping:
        brought = [BROUGHT.format(what=one.what, more=_more(one.kg_more)) for one in helping]
        told.append(WOULD_HELP.format(what=_list(brought)))
    elif general:
        told.append(NONE_HELPS.format(what=_list([one.what for one in general])))
    text = Text(fr=" ".join(one.fr for one in told), en=" ".join(one.en for one in told))
    yield Finding(code="no_rounds", severity="warning", text=text)


def with_tried(diagnosis: Diagnosis, tried: Sequence[TriedMeans]) -> Diagnosis:
    """Return a diagnosis that also tells what means granted to all brought."""
    general = [one for one in tried if one.association is None]
    if not general or diagnosis.cause in ("", "covered", "supply"):
        return diagnosis
    told = _list([BROUGHT.format(what=one.what, more=_more(one.kg_more)) for one in general])
    text = TRIED.format(what=told)
    return diagnosis.changed(
        verdict=Text(fr=f"{diagnosis.verdict.fr} {text.fr}", en=f"{diagnosis.verdict.en} {text.en}")
    )


def _more(kg: float) -> Text:
    if kg < NOTABLE_KG:
        return NO_MORE
    return MORE.format(kg=Text(fr=amount(kg, "kg", "fr"), en=amount(kg, "kg", "en")))


def _share(level: float | None) -> Text:
    level = level or 0.0
    return Text(fr=percent(level, "fr"), en=percent(level, "en"))


def _list(parts: Sequence[Text]) -> Text:
    return Text(fr=" ; ".join(one.fr for one in parts), en="; ".join(one.en for one in parts))


NO_ROUNDS = Text(
    fr="Ce plan n'a aucune tournée : rien n'est collecté.",
    en="This plan has no round: nothing is collected.",
)
FIRST_LEFT = Text(
    fr="Le plus gros don laissé, {what} ({day}) : {why}",
    en="The largest gift left, {what} ({day}): {why}",
)
WOULD_HELP = Text(
    fr="Essayé, et cela permettrait des tournées : {what}.",
    en="Tried, and it would make rounds possible: {what}.",
)
NONE_HELPS = Text(
    fr="Essayés un par un, sans effet : {what}.",
    en="Tried one at a time, to no effect: {what}.",
)
BINDS = Text(fr="{what} (sa part passerait à {then})", en="{what} (it would reach {then})")
HELD_BACK = Text(
    fr="Essayé pour elle, et cela l'aiderait : {what}.",
    en="Tried for it, and it would help: {what}.",
)
NOTHING_LIFTS = Text(
    fr="Essayé pour elle, sans effet : {what}.", en="Tried for it, to no effect: {what}."
)
TRIED = Text(
    fr="Essayés un par un, en replanifiant la semaine : {what}.",
    en="Tried one at a time, the week planned again: {what}.",
)
BROUGHT = Text(fr="{what}, {more}", en="{what}, {more}")
NO_MORE = Text(fr="rien de plus", en="nothing more")
MORE = Text(fr="{kg} de plus", en="{kg} more")
