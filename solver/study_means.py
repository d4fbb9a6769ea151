"""What is told of the means that were granted to a plan one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.base import Text
from models.means import TriedMeans
from models.numbers import amount, percent
from models.study import Diagnosis
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
