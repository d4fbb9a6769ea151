"""What binds each association, and how much its count moves: each found by splitting again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.base import Text
from models.numbers import counted, number
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from models.words import NO_NEED, OTHER, TOO_LATE
from solver.allocation.base import Floats, Split
from solver.allocation.counted import why_left
from solver.allocation.leximin import Leximin
from solver.allocation.lots import Lots
from solver.allocation.picking import picked_kg
from solver.allocation.supply import Barrier, OpenSupply

CLEAR_KG = 0.5
"""A change below this is not worth naming."""
COUNT_ERROR = 0.2
"""People are recounted this much higher and lower, relative."""
TESTED = 60
"""Beyond this many associations nothing is split again for each."""
TELLING = 0.1
"""Part of what is missing that a larger store must bring to be named."""
MOSTLY = 0.5
"""Part of what is missing that a barrier must bar to be named."""
NAMED = 3
"""Families named in one sentence, at most."""
NEAR = 0.005
"""Levels this near are called the same."""
SPLIT = Leximin(even=False)

COVERED = Text(fr="Ses besoins sont couverts.", en="Its needs are covered.")
STORE = Text(
    fr="Son stockage {group} est plein : avec plus de place, {kg} kg de plus.",
    en="Its {group} store is full: with more room, {kg} kg more.",
)
GROUPS = {
    "cold": Text(fr="froid", en="cold"),
    "ambient": TEMPERATURE_NAMES["ambient"],
}
REFUSES = Text(
    fr="Elle refuse {families}, qui restent disponibles.",
    en="It refuses {families}, of which some is left.",
)
DATES = Text(
    fr="Des dates trop courtes avant sa prochaine distribution : {families}, dont il manque "
    "{kg} kg.",
    en="Use-by dates too short before its next distribution: {families}, of which {kg} kg lack.",
)
RIGHTS = Text(
    fr="Une habilitation manque pour {families}.", en="An accreditation is missing for {families}."
)
SHORT = Text(
    fr="Il y a trop peu à répartir : niveau {level}, comme {others} ; il manque surtout "
    "{families}.",
    en="There is too little to split: level {level}, like {others}; short above all of {families}.",
)
SHORT_ALONE = Text(
    fr="Il y a trop peu à répartir : niveau {level} ; il manque surtout {families}.",
    en="There is too little to split: level {level}; short above all of {families}.",
)
PASSED_BY = Text(
    fr="Niveau {level} : les tournées ne lui apportent pas à temps ce qui lui manque ; d'autres, "
    "mieux servies, le reçoivent : {families}.",
    en="Level {level}: rounds do not bring it in time what it lacks; others, better off, receive "
    "it: {families}.",
)
SHORT_WHOLE = Text(
    fr="Cette semaine, {level} de son besoin ; il manque surtout {families}.",
    en="This week, {level} of its need; short above all of {families}.",
)
FLOOR = Text(
    fr="Elle garde au moins ce qu'elle aurait seule ({points} points).",
    en="It keeps at least what it would have alone ({points} points).",
)


def binding(made: OpenSupply, kg: Floats, lots: Lots | None = None) -> list[Text]:
    """Return, for each association, one sentence on what keeps it from more.

    A full store is named only if a split with more room there brings the association more.

    Parameters
    ----------
    lots
        The whole lots that were picked; none when the split is by kg.
    """
    levels = made.split.scopes()[-1].levels(kg)
    return [
        _binding(made, kg, lots, number, levels)
        for number in range(len(made.scenario.associations))
    ]


def _binding(made: OpenSupply, kg: Floats, lots: Lots | None, who: int, levels: Floats) -> Text:
    split = made.split
    received = split.received(kg)
    need = split.need_kg[who]
    if need.sum() <= 0:
        return NO_NEED
    missing = need - received[who]
    if missing.max() <= max(CLEAR_KG, 0.001 * need.sum()):
        return COVERED
    name = made.scenario.associations[who].id
    # a week of whole lots may be far below the needs: one lot more is worth telling
    least = TELLING * float(missing.sum()) if lots is None else 0.0
    full = _full_store(made, kg, lots, who, least)
    if full is not None:
        return full
    mine = [way for (_, name_), way in made.barriers.items() if name_ == name]
    if mine.count("no_way") == len(made.supply.lots):
        return NO_WAY.format(level=_percent(levels[who]))
    barred = _barred(made, _left_by_family(made, kg), name, missing, got=float(received[who].sum()))
    if barred is not None:
        return barred
    if lots is not None:
        return _whole_short(made, who, received[who])
    points = float(received[who] @ split.points)
    if split.floors[who] > 0 and abs(points - split.floors[who]) <= CLEAR_KG:
        lower = (levels < levels[who] - NEAR) & (split.need_kg.sum(axis=1) > 0)
        if lower.any():
            return FLOOR.format(points=_whole(split.floors[who]))
    passed = _passed_by(made, kg, who, missing, levels)
    if passed:
        families = _labels(made.scenario, passed)
        return PASSED_BY.format(level=_percent(levels[who]), families=families)
    same = np.abs(levels - levels[who]) <= NEAR
    others = int(same.sum()) - 1
    return (SHORT if others else SHORT_ALONE).format(
        level=_percent(levels[who]),
        others=counted(others, *OTHER),
        families=_short_of(made, missing),
    )


def _passed_by(
    made: OpenSupply, kg: Floats, who: int, missing: Floats, levels: Floats
) -> list[str]:
    """Return what no round brings to it while those who are better off receive it, by family.

    Most lacked first. The fairest split would give it of these, were there a way: too little food
    is not what binds.

    Parameters
    ----------
    missing : (F,)
        What it lacks of each family, kg.
    levels : (I,)
    """
    if made.scenario.policy.split.rule != "leximin":
        return []
    split, name = made.split, made.scenario.associations[who].id
    points = split.received(kg) @ split.points
    better = (levels > levels[who] + NEAR) & (points > split.floors + CLEAR_KG)
    given = np.bincount(
        made.lot, weights=kg * better[split.association], minlength=len(made.supply.lots)
    )
    barred = {
        lot.family
        for number, lot in enumerate(made.supply.lots)
        if given[number] > CLEAR_KG
        and missing[_column(made.scenario, lot.family)] > CLEAR_KG
        and made.barriers.get((lot.id, name)) == "no_way"
    }
    return sorted(barred, key=lambda one: (-missing[_column(made.scenario, one)], one))[:NAMED]


def _whole_short(made: OpenSupply, who: int, received: Floats) -> Text:
    """Return how far this week's lots go: who is next is told by the accounts."""
    need = made.split.need_kg[who]
    part, families = float(received.sum() / need.sum()), _short_of(made, need - received)
    return SHORT_WHOLE.format(level=_percent(part), families=families)


def _short_of(made: OpenSupply, missing: Floats) -> str:
    """Return the families of which most is missing."""
    names = [family.id for family in made.scenario.families]
    order = np.argsort(-missing, kind="stable")[:NAMED]
    return _labels(made.scenario, [names[at] for at in order if missing[at] > CLEAR_KG])


def _whole(value: float) -> Text:
    return Text(fr=number(value, "fr"), en=number(value, "en"))


def _percent(level: float) -> Text:
    return Text(fr=f"{100 * level:.0f} %", en=f"{100 * level:.0f}%")


def _barred(
    made: OpenSupply, left: Floats, name: str, missing: Floats, *, got: float
) -> Text | None:
    """Return the sentence on what bars an association from most of what it lacks; none if nothing.

    Dates and accreditation count by the food that stays, by all of it where it gets nothing;
    refusals only where it lacks nothing else.

    Parameters
    ----------
    left : (lots,)
        kg that nobody takes.
    missing : (F,)
        What it lacks of each family, kg.
    got
        What it receives, kg.
    """
    nothing = got <= CLEAR_KG
    for code, text in (("dates", DATES), ("accreditation", RIGHTS)):
        barred = [
            (lot.family, lot.kg if nothing else float(left[number]))
            for number, lot in enumerate(made.supply.lots)
            if made.barriers.get((lot.id, name)) == code
            and (nothing or left[number] > CLEAR_KG)
            and missing[_column(made.scenario, lot.family)] > CLEAR_KG
        ]
        families = sorted({family for family, _ in barred})
        lacking = sum(missing[_column(made.scenario, family)] for family in families)
        main = min(lacking, sum(kg for _, kg in barred)) >= MOSTLY * missing.sum()
        if families and (main or nothing):
            return text.format(families=_labels(made.scenario, families), kg=f"{lacking:.0f}")
    refused = sorted(
        {
            lot.family
            for number, lot in enumerate(made.supply.lots)
            if made.barriers.get((lot.id, name)) == "refuses" and left[number] > CLEAR_KG
        }
    )
    if refused and (missing <= CLEAR_KG).all():
        return REFUSES.format(families=_labels(made.scenario, refused))
    return None


def _full_store(
    made: OpenSupply, kg: Floats, lots: Lots | None, who: int, least: float
) -> Text | None:
    """Return the sentence on a store that binds: with it emptied of its limit, more is received."""
    if len(made.scenario.associations) > TESTED:
        return None
    split, name = made.split, made.scenario.associations[who].id
    used = split.rows @ kg
    close = CLEAR_KG if lots is None else float(lots.kg.max())
    best: tuple[float, str] | None = None
    for group in ("cold", "ambient"):
        rows = [row for place, kind, row in made.stores if place == name and kind == group]
        if not any(used[row] >= split.limits[row] - close for row in rows):
            continue
        limits = split.limits.copy()
        limits[rows] = 1e9
        roomy = replace(split, limits=limits)
        if lots is None:
            now, then = SPLIT(made.ready(split)), SPLIT(made.ready(roomy))
        else:
            now, then = kg, picked_kg(lots, roomy)
        more = _kg_of(roomy, then, who) - _kg_of(split, now, who)
        if more > max(CLEAR_KG, least) and (best is None or more > best[0]):
            best = (more, group)
    if best is None:
        return None
    return STORE.format(group=GROUPS[best[1]], kg=f"{best[0]:.0f}")


def sensitivity(made: OpenSupply, kg: Floats) -> dict[int, tuple[float, float]]:
    """Return how many kg more each receives with people counted 20 % higher, and 20 % lower.

    Empty beyond ``TESTED`` associations.
    """
    split = made.split
    if len(split.need_kg) > TESTED or not len(split.association):
        return {}
    base = SPLIT(made.ready(split))
    del kg
    found = {}
    for who in np.flatnonzero(split.need_kg.sum(axis=1) > 0).tolist():
        changes = []
        for factor in (1 + COUNT_ERROR, 1 - COUNT_ERROR):
            need = split.need_kg.copy()
            need[who] *= factor
            other = replace(split, need_kg=need)
            changes.append(_kg_of(other, SPLIT(made.ready(other)), who) - _kg_of(split, base, who))
        found[who] = (changes[0], changes[1])
    return found


def left_behind(made: OpenSupply, kg: Floats, lot: int) -> Text:
    """Return why nobody takes what is left of a lot."""
    split, name = made.split, made.supply.lots[lot].id
    arcs = np.flatnonzero(made.lot == lot)
    if not len(arcs):
        return nobody_may(made, name)
    missing = split.need_kg - split.received(kg)
    little = why_left(made, kg, lot)
    if little is not None:
        return little
    wanting = arcs[missing[split.association[arcs], split.family[arcs]] > CLEAR_KG]
    if not len(wanting):
        others = np.setdiff1d(np.arange(len(missing)), split.association[arcs])
        if (missing[others, split.family[arcs[0]]] > CLEAR_KG).any():
            return NOT_TO_THEM
        return Text(
            fr="Les besoins de cette semaine en ce produit sont couverts.",
            en="This week's needs of this product are covered.",
        )
    used = split.rows @ kg
    tight = np.flatnonzero(used >= split.limits - CLEAR_KG)
    stores = {row for _, _, row in made.stores}
    table = split.rows[[row for row in tight if row in stores]]
    if len(np.unique(table[:, wanting].indices)) == len(wanting):
        return Text(
            fr="Le stockage de qui en manque encore est plein.",
            en="The stores of those who still lack it are full.",
        )
    return Text(
        fr="Le stockage de qui en manque encore, ou la règle choisie, n'en laisse pas passer plus.",
        en="The stores of those who still lack it, or the rule chosen, let no more through.",
    )


def nobody_may(made: OpenSupply, lot: str) -> Text:
    """Return why a lot, by its id, cannot go to anyone at all."""
    why = {barrier for (of, _), barrier in made.barriers.items() if of == lot}
    return next(
        (text for barrier, text in NOBODY_MAY.items() if barrier in why), NOBODY_MAY["no_need"]
    )


NOT_TO_THEM = Text(
    fr="Celles à qui ce lot peut aller en ont assez ; il ne peut aller à celles qui en manquent.",
    en="Those to whom this lot may go have enough; it may not go to those who lack it.",
)
NO_WAY = Text(
    fr="Aucune tournée ne lui apporte ce qui est partagé : niveau {level}.",
    en="No round brings it anything of what is shared: level {level}.",
)
NOBODY_MAY: dict[Barrier, Text] = {
    "no_way": Text(
        fr="Aucune tournée ne l'apporte là où l'on en a besoin, à temps.",
        en="No round brings it in time to where it is needed.",
    ),
    "dates": TOO_LATE,
    "accreditation": Text(
        fr="Aucune structure habilitée n'en a besoin.", en="No accredited structure needs it."
    ),
    "refuses": Text(fr="Tous le refusent.", en="Everyone refuses it."),
    "no_need": Text(fr="Personne n'en a besoin.", en="Nobody needs it."),
}


def _kg_of(split: Split, kg: Floats, who: int) -> float:
    return float(kg[split.association == who].sum())


def _left_by_family(made: OpenSupply, kg: Floats) -> Floats:
    """(L,): what is left of each lot."""
    given = np.bincount(made.lot, weights=kg, minlength=len(made.supply.lots))
    left: Floats = np.array([lot.kg for lot in made.supply.lots]) - given
    return left


def _column(scenario: Scenario, family: str) -> int:
    return [one.id for one in scenario.families].index(family)


def _labels(scenario: Scenario, families: list[str]) -> str:
    return ", ".join(scenario.family[family].label for family in families)
