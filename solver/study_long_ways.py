"""Rounds that drive very far for very little food: named first, whatever they are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from models.base import Text
from models.calendar import DAY_NAMES
from models.findings import Finding
from models.numbers import amount
from models.plan import Round
from models.study import Study
from solver.review.indicators import metres

KM_PER_KG = 1.0
"""Kilometres per usable kg from which a round is a long way for little food: our assumption, no
rule exists. The weeks that ship make 0.1 to 0.2; where some 50 km are an hour for two people, it is
2.4 minutes of a volunteer for each kg before anything is sorted."""
LEAST_KM = 30.0
"""A shorter round is no long way, however little it brings."""
MOST_NAMED = 3


@dataclass(frozen=True)
class LongWay:
    """A round that drives far for what it brings."""

    item: Round
    km: float
    kg: float
    """Usable: what it collects, at whoever receives it, or what it brings to doors."""

    @property
    def rate(self) -> float:
        """Kilometres per kg; without any food, those of one kg."""
        return self.km / max(self.kg, 1.0)


def long_ways(study: Study) -> Iterator[Finding]:
    """Name the rounds that collect and drive more than so many kilometres for each kg.

    What they collect counts, or what they carry to doors where that is more.
    """
    brought: dict[str, float] = defaultdict(float)
    carried: dict[str, float] = defaultdict(float)
    for share in study.plan.shares:
        brought[share.origin] += share.kg
        if share.carried_by is not None:
            carried[share.carried_by] += share.kg
    collecting = [item for item in study.plan.rounds if item.collected]
    ways = [
        LongWay(one, metres(study.travel, one) / 1000, max(brought[one.id], carried[one.id]))
        for one in collecting
    ]
    far = [one for one in ways if one.km >= LEAST_KM and one.rate > KM_PER_KG]
    if not far:
        return
    far.sort(key=lambda one: (-one.rate, one.item.id))
    whole_kg = sum(brought[one.item.id] for one in ways)
    mean = sum(one.km for one in ways) / max(whole_kg, 1.0)
    named = [_told(study, one) for one in far[:MOST_NAMED]]
    more = len(far) - len(named)
    rounds = Text(
        fr=" ; ".join(one.fr for one in named) + (f" (+{more})" if more else ""),
        en="; ".join(one.en for one in named) + (f" (+{more})" if more else ""),
    )
    text = LONG_WAY.format(
        rounds=rounds,
        mean=Text(fr=amount(mean, "km", "fr", 2), en=amount(mean, "km", "en", 2)),
        most=Text(fr=amount(KM_PER_KG, "km", "fr"), en=amount(KM_PER_KG, "km", "en")),
    )
    where = tuple(one.item.id for one in far)
    yield Finding(code="long_way", severity="warning", text=text, where=where)


def _told(study: Study, one: LongWay) -> Text:
    day, vehicle = DAY_NAMES[one.item.day], study.scenario.vehicle[one.item.vehicle].label
    fr = f"{day.fr}, {vehicle}, {amount(one.km, 'km', 'fr')} pour {amount(one.kg, 'kg', 'fr')}"
    en = f"{day.en}, {vehicle}, {amount(one.km, 'km', 'en')} for {amount(one.kg, 'kg', 'en')}"
    return Text(fr=fr, en=en)


LONG_WAY = Text(
    fr="Beaucoup de route pour peu de nourriture utilisable : {rounds}. Toutes les ramasses de la "
    "semaine en font {mean} par kg ; au-delà de {most} par kg (repère supposé), à vous de voir si "
    "le passage vaut le déplacement.",
    en="A long way for little usable food: {rounds}. All rounds of the week make {mean} per kg; "
    "above {most} per kg (an assumed mark) it is for you to see whether it is worth the trip.",
)
