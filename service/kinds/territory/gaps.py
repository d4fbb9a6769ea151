"""Who reaches nothing: by public, by form of help, by way."""

from __future__ import annotations

from functools import partial
from typing import get_args

from models.base import Language
from models.publics import AUDIENCES, MODES
from models.territory import CLASS_AUDIENCE, WAYS, NeedClass
from models.territory_study import Gap, TerritoryStudy
from service.kinds.territory.words import say
from service.pages.page import Number, Section, Table, row, table_of


def gap_name(one: Gap, language: Language) -> str:
    """Return for whom and in what form something lacks."""
    if one.audience is not None:
        return AUDIENCES[one.audience].in_(language)
    return say("everyone", language) if one.mode is None else MODES[one.mode].in_(language)


def gaps_sections(
    study: TerritoryStudy, language: Language, *, public: bool = False
) -> list[Section]:
    """Return who reaches nothing; in public, no count of people."""
    tell = partial(say, language=language)
    ways = list(dict.fromkeys(one.way for one in study.gaps))
    groups: dict[str, dict[str, Gap]] = {}
    for one in study.gaps:
        groups.setdefault(gap_name(one, language), {})[one.way] = one
    heads = [tell("gap_who")]
    heads += [tell("zones_way", way=WAYS[way].in_(language)) for way in ways]
    if not public:
        heads += [tell("people_way", way=WAYS[way].in_(language)) for way in ways]
    rows = tuple(
        row(
            name,
            [
                *(Number(len(of_way[way].zones)) for way in ways),
                *(Number(of_way[way].people) for way in ways if not public),
            ],
        )
        for name, of_way in groups.items()
    )
    found = [Section(tell("gaps_title"), (tell("gaps_how"), Table(tuple(heads), rows)))]
    classes = [] if public else _classes(study)
    if classes:
        table = table_of(
            classes,
            (tell("class"), lambda one: tell(f"class_{one[0]}")),
            (tell("counted"), lambda one: one[1]),
            (tell("without"), lambda one: one[2]),
        )
        found.append(Section(tell("classes_title"), (tell("classes_how"), table)))
    return found


def _classes(study: TerritoryStudy) -> list[tuple[NeedClass, int, int]]:
    """Return how many of each class were counted, and how many have nothing on foot."""
    found = []
    for name in get_args(NeedClass):
        counts = {one.id: getattr(one, name) for one in study.facts.zones}
        known = {zone: count for zone, count in counts.items() if count is not None}
        gap = next(
            (
                one
                for one in study.gaps
                if (one.audience, one.mode, one.way) == (CLASS_AUDIENCE[name], None, "foot")
            ),
            None,
        )
        if known and gap is not None:
            lacking = sum(known.get(zone, 0) for zone in gap.zones)
            found.append((name, sum(known.values()), lacking))
    return found
