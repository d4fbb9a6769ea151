"""Why an association receives what it does: what comes, what binds it, what was tried for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from models.base import Language, clock
from models.calendar import DAY_NAMES, DAYS
from models.dates import day_date
from models.means import TriedMeans
from models.numbers import amount, percent
from models.plan import Round, Share
from models.study import Balance, Study
from service.asking.things import Told
from service.kinds.week.against_alone import NOTABLE_KG, compare
from service.kinds.week.rounds import by_day, named
from service.kinds.week.why.shared import about, page
from service.kinds.week.why.things import listed, means, site, vehicle
from service.kinds.week.why.trials import association_trials
from service.kinds.week.why.words import why_say
from service.pages.goods import kilos
from service.pages.page import Alert, Linked, Number, Part, Section, Table, table_of
from service.words.sentences import capital, weighed
from service.words.sentences import listed as in_words

DAY_S = 86_400
BINDING = frozenset(("means_full", "far_behind", "floor_short", "worse_off", "fairness"))
"""What is found that may tell what binds an association; others tell where figures come from."""
COVERED = 0.995
"""Shares of the need from which nothing is lacking."""


def association_told(study: Study, who: str, language: Language) -> Told:
    """Return the page of an association."""
    mine = next(one for one in study.balances if one.association == who)
    label = study.scenario.association[who].label
    made = page(
        study,
        label,
        _answer(study, mine, language),
        [Alert(one.text.in_(language)) for one in about(study, who) if one.severity != "info"],
        (
            _received(study, who, language),
            _binding(study, mine, language),
            _given(study, mine, language),
            _shares(study, who, language),
        ),
        language,
    )
    return Told(label, made, tuple(association_trials(study, who, language)))


def _answer(study: Study, mine: Balance, language: Language) -> str:
    kg = amount(mine.received_kg, "kg", language)
    if mine.need_kg <= 0:
        return why_say("gets_no_need", language, kg=kg)
    beside = next(one for one in compare(study) if one.now is mine)
    alone = ""
    if beside.alone is not None and abs(beside.difference_kg) >= NOTABLE_KG:
        alone_kg = amount(beside.alone.received_kg, "kg", language)
        alone = why_say("against_alone", language, kg=alone_kg)
    share = percent(mine.share_of_need, language)
    return why_say("gets", language, kg=kg, share=share, alone=alone)


def _received(study: Study, who: str, language: Language) -> Section:
    """Return what it has for each of its distributions, and by which round."""
    tell = partial(why_say, language=language)
    groups: dict[tuple[int, str], list[Share]] = {}
    for one in study.plan.shares:
        if one.association == who:
            groups.setdefault((one.opening_s, one.carried_by or one.origin), []).append(one)
    table = table_of(
        sorted(groups),
        (tell("distribution"), lambda one: _opening(study, one[0], language)),
        (tell("brought_by"), lambda one: _by(study, one[1], language)),
        ("kg", lambda one: Number(sum(share.kg for share in groups[one]))),
        (tell("families"), lambda one: _what(study, groups[one], language)),
    )
    nothing = () if table.rows else (tell("gets_nothing"),)
    return Section(tell("what_it_gets"), (*nothing, table))


def _opening(study: Study, second: int, language: Language) -> str:
    days, left = divmod(second, DAY_S)
    monday = study.scenario.week_of + timedelta(weeks=days // 7)
    return f"{capital(day_date(monday, DAYS[days % 7], language))}, {clock(left)}"


def _by(study: Study, name: str, language: Language) -> Linked:
    item: Round = study.plan.round[name]
    day = capital(DAY_NAMES[item.day].in_(language))
    return listed([Linked.of((day, "")), vehicle(study.scenario, item.vehicle)])


def _what(study: Study, shares: list[Share], language: Language) -> str:
    kg: dict[str, float] = {}
    for one in shares:
        kg[one.family] = kg.get(one.family, 0.0) + one.kg
    return ", ".join(
        f"{family.label} {weighed(family, kg[family.id], language)}"
        for family in study.scenario.families
        if kg.get(family.id, 0.0) >= NOTABLE_KG / 2
    )


def _binding(study: Study, mine: Balance, language: Language) -> Section:
    """Return what it lacks, what was found of it, and what the means granted to it brought."""
    world, tell = study.scenario, partial(why_say, language=language)
    who = mine.association
    tried = [one for one in study.tried if one.association == who]
    parts: list[Part] = []
    if mine.share_of_need >= COVERED:
        parts.append(tell("covered"))
    elif not tried:
        parts.append(tell("not_tried"))
    parts += [one.text.in_(language) for one in about(study, who) if one.code in BINDING]
    if tried:
        parts.append(_tried(tried, language))
    parts += _facts(study, who, language)
    lacking = [
        (family, need, mine.received_by_family.get(family.id, 0.0))
        for family in world.families
        if (need := world.need_kg(who, family.id)) > 0
    ]
    parts.append(
        table_of(
            lacking,
            (tell("family"), lambda one: one[0].label),
            (tell("need"), lambda one: kilos(one[0], one[1], language, unit="kg")),
            (tell("received"), lambda one: kilos(one[0], one[2], language, unit="kg")),
            (tell("share_of_need"), lambda one: _part(one[1], one[2])),
            title=tell("by_family"),
        )
    )
    return Section(tell("what_binds"), tuple(parts))


def _part(need: float, got: float) -> Number:
    part = got / need
    return Number(part, share=True, bar=part)


def _tried(tried: list[TriedMeans], language: Language) -> Table:
    tell = partial(why_say, language=language)
    return table_of(
        sorted(tried, key=lambda one: -one.lift),
        (tell("tried_what"), lambda one: capital(one.what.in_(language))),
        (tell("share_of_need"), lambda one: Number(one.level_before, share=True)),
        (
            tell("share_then"),
            lambda one: Number(one.level_after, share=True, tone="good" if one.lift > 0 else ""),
        ),
        (tell("food_then"), lambda one: Number(one.kg_more, unit="kg")),
        title=tell("tried"),
    )


def _facts(study: Study, who: str, language: Language) -> Iterator[str]:
    """Yield what it refuses, and how full its cold store is."""
    world = study.scenario
    refused = [world.family[one].label for one in world.association[who].refuses]
    if refused:
        yield why_say("refused", language, what=in_words(refused, language))
    for one in study.usage:
        if one.kind == "storage" and one.id == who:
            used, room = (amount(kg, "kg", language) for kg in (one.used, one.available))
            yield why_say("store_full", language, used=used, room=room)


def _given(study: Study, mine: Balance, language: Language) -> Section:
    """Return its hours and kilometres, and its vehicles, people and stores of this week."""
    world, tell, who = study.scenario, partial(why_say, language=language), mine.association
    used = {item.vehicle for item in study.plan.rounds}
    out = {one for item in study.plan.rounds for one in item.crew}
    visited = {stop.site for item in study.plan.rounds for stop in item.collected}
    rows = (
        (
            "its_vehicles",
            [vehicle(world, v.id) for v in world.vehicles if v.owner == who and v.id in used],
        ),
        (
            "its_people",
            [
                means(world, "person", p.id)
                for p in world.people
                if p.association == who and p.id in out
            ],
        ),
        (
            "its_stores",
            [site(world, d.id) for d in world.donors if d.holder == who and d.id in visited],
        ),
    )
    table = Table(
        ("", tell("of_what")),
        tuple((tell(key), listed(names, "\n")) for key, names in rows if names),
    )
    line = tell(
        "volunteers_give",
        hours=amount(mine.person_hours, "h", language, 1),
        km=amount(mine.km, "km", language),
        eur=amount(mine.eur, "€", language),
    )
    return Section(tell("what_it_gives"), (line, table))


def _shares(study: Study, who: str, language: Language) -> Section:
    tell = partial(why_say, language=language)
    rounds = {item.id: item for _, group in by_day(study.plan) for item in group}
    table = table_of(
        sorted(
            (one for one in study.plan.shares if one.association == who),
            key=lambda one: (one.opening_s, one.family, one.origin),
        ),
        (tell("family"), lambda one: study.scenario.family[one.family].label),
        ("kg", lambda one: kilos(study.scenario.family[one.family], one.kg, language, 1)),
        (tell("collected_by"), lambda one: named(study.scenario, rounds[one.origin], language)),
        (tell("distribution"), lambda one: _opening(study, one.opening_s, language)),
    )
    return Section(tell("each_share"), (table,), folded=True)
