"""What each association receives of a week, beside going alone; what no round takes, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from models.base import Language, Text, clock
from models.calendar import DAY_NAMES, DAYS
from models.findings import Unserved
from models.numbers import amount, signed
from models.products import Family
from models.study import Study
from service.kinds.week.against_alone import Compared, compare
from service.kinds.week.rounds import named
from service.kinds.week.why.things import site
from service.pages.goods import kilos
from service.pages.page import (
    EVERYWHERE,
    LONG,
    NOWHERE,
    REPORT,
    WORKBOOK,
    Head,
    Line,
    Number,
    Section,
    Table,
    Tone,
    row,
    table_of,
)
from service.words.labels import word
from service.words.sentences import colon, count

DAY_S = 86_400
STOCK = Text(fr="Déjà en stock", en="In stock already")
MOST = 8
"""What is left that the terminal tells in full."""


def balances_section(study: Study, language: Language) -> Section:
    """Return what each receives and gives, and who has more or less than alone."""
    compared, tell = compare(study), partial(word, language=language)
    beside = EVERYWHERE if any(one.alone is not None for one in compared) else NOWHERE

    def share(one: Compared) -> Number:
        return Number(one.now.share_of_need, share=True, bar=one.now.share_of_need)

    def stock(one: Compared) -> Number:
        return Number(one.now.stock_kg, unit="kg")

    holds = any(one.now.stock_kg > 0 for one in compared)

    def alone(one: Compared) -> Number:
        return Number(None if one.alone is None else one.alone.received_kg, unit="kg")

    def difference(one: Compared) -> Number:
        tone: Tone = "good" if one.gains else "bad" if one.loses else ""
        return Number(one.difference_kg, unit="kg", sign=True, tone=tone)

    table = table_of(
        compared,
        (tell("association"), lambda one: site(study.scenario, one.now.association)),
        (tell("need"), lambda one: Number(one.now.need_kg, unit="kg")),
        *((STOCK.in_(language), stock) for _ in range(holds)),
        (tell("received"), lambda one: Number(one.now.received_kg, unit="kg")),
        (tell("share_of_need"), share),
        (Head(tell("alone"), beside), alone),
        (Head(tell("difference"), beside), difference),
        (Head(tell("kg_per_person"), LONG), lambda one: Number(one.now.kg_per_person, 2)),
        (Head(tell("hours_each"), LONG), lambda one: Number(one.now.person_hours, unit="h")),
        (Head(tell("km_each"), LONG), lambda one: one.now.km),
        (Head("€", LONG), lambda one: one.now.eur),
        *(
            (Head(one.label, WORKBOOK), _of_family(one, language))
            for one in study.scenario.families
        ),
    )
    title, sheet = tell("associations"), tell("balances")
    return Section(title, (table, *_winners(compared, language)), sheet=sheet)


def _of_family(family: Family, language: Language) -> Callable[[Compared], Number]:
    return lambda one: kilos(family, one.now.received_by_family.get(family.id), language, 1)


def _winners(compared: Sequence[Compared], language: Language) -> list[Line]:
    """Return who has notably more than alone, and who less."""

    def told(key: str, chosen: list[Compared], tone: Tone) -> Line:
        each = (f"{one.label} ({signed(one.difference_kg, language)}\u00a0kg)" for one in chosen)
        return Line(f"{word(key, language)}{colon(language)}{', '.join(each)}", tone=tone)

    gain, lose = [one for one in compared if one.gains], [one for one in compared if one.loses]
    return [
        *[told("better_off", gain, "good")] * bool(gain),
        *[told("worse_off", lose, "bad")] * bool(lose),
    ]


def families_section(study: Study, language: Language) -> Section:
    """Return what is received of each family, in all and by association."""
    scenario, tell = study.scenario, partial(word, language=language)
    found = [
        (
            family,
            sum(scenario.need_kg(one.id, family.id) for one in scenario.associations),
            sum(one.kg for one in study.plan.shares if one.family == family.id),
        )
        for family in scenario.families
    ]

    def share(need: float, got: float) -> Number:
        part = got / need if need else 1.0
        return Number(part, share=True, bar=part)

    families = table_of(
        found,
        (tell("family"), lambda one: one[0].label),
        (
            tell("need"),
            lambda one: kilos(one[0], one[1], language, unit="kg"),
        ),
        (
            tell("received"),
            lambda one: kilos(one[0], one[2], language, unit="kg"),
        ),
        (tell("share_of_need"), lambda one: share(one[1], one[2])),
        where=LONG,
    )
    each = tuple(
        row(
            site(scenario, one.association),
            (
                kilos(family, one.received_by_family.get(family.id, 0.0), language)
                for family in scenario.families
            ),
        )
        for one in study.balances
    )
    heads = (f"{tell('received')}, kg", *(family.label for family in scenario.families))
    return Section(tell("families"), (families, Table(heads, each, where=REPORT)), closed=True)


def unserved_section(study: Study, language: Language) -> Section:
    """Return the pick-ups left, each with its reason and what would change it."""
    scenario, tell = study.scenario, partial(word, language=language)
    pickups = scenario.pickups

    def families(one: Unserved) -> str:
        return ", ".join(scenario.family[name].label for name in one.families)

    table = table_of(
        study.unserved,
        (tell("donor"), lambda one: site(scenario, pickups[one.pickup].donor)),
        (tell("day"), lambda one: DAY_NAMES[pickups[one.pickup].day].in_(language)),
        ("kg", lambda one: Number(one.kg, unit="kg")),
        (Head(tell("families"), LONG), families),
        (tell("reason"), lambda one: one.reason.in_(language)),
        (tell("remedy"), lambda one: one.remedy.in_(language)),
        reasons=2,
        most=MOST,
    )
    if not table.rows:
        return Section(tell("unserved"), (tell("unserved_none"), table))
    kg = amount(sum(one.kg for one in study.unserved), "kg", language)
    gist = f"{count(len(table.rows), 'pickup', language)}, {kg}"
    return Section(tell("unserved"), (table,), closed=True, gist=gist)


def shares_section(study: Study, language: Language) -> Section:
    """Return every share: of what, collected and brought by which rounds, for when."""
    scenario, tell = study.scenario, partial(word, language=language)

    def round_(name: str | None) -> str:
        return "" if name is None else named(scenario, study.plan.round[name], language)

    def opening(second: int) -> str:
        return f"{_day(second // DAY_S, language)} {clock(second % DAY_S)}"

    table = table_of(
        sorted(study.plan.shares, key=lambda one: (one.association, one.opening_s, one.family)),
        (tell("association"), lambda one: scenario.association[one.association].label),
        (tell("family"), lambda one: scenario.family[one.family].label),
        ("kg", lambda one: kilos(scenario.family[one.family], one.kg, language, 1)),
        (tell("collected_by"), lambda one: round_(one.origin)),
        (tell("brought_by"), lambda one: round_(one.carried_by)),
        (tell("distribution"), lambda one: opening(one.opening_s)),
        (tell("use_by"), lambda one: _day(one.use_by, language)),
        where=WORKBOOK,
    )
    return Section(tell("shares"), (table,))


def _day(number: int, language: Language) -> str:
    name = DAY_NAMES[DAYS[number % 7]].in_(language)
    return name if number < 7 else f"{name} (+{number // 7})"
