"""What is due of a month as a page: what is missing, holders, the settlement, gifts and lots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from models.base import Language
from models.dates import full_date
from models.month import LEAST_TOLD, HolderMonth, MonthCount, MonthStudy
from models.numbers import amount
from models.periods import month_of, period_name
from models.scenario import Scenario
from models.visits import CAUSE_NAMES, DATE_KIND_NAMES, OUTCOME_NAMES, USE_BY_NAMES, DateKind, Visit
from service.kinds.month import names
from service.kinds.month.settlement_sections import settlements
from service.kinds.month.words import say
from service.pages.findings import alerts, limits
from service.pages.goods import kilos
from service.pages.page import (
    REPORT,
    WORKBOOK,
    Cell,
    Number,
    Page,
    Section,
    Table,
    Words,
    table_of,
)
from service.pages.pictures import Bars
from service.words.sentences import capital, count, semicolon
from solver.told.food import by, food_of

MOST_BARS = 12


def month_page(study: MonthStudy, language: Language) -> Page:
    """Return the page of a month, or of a year's counts."""
    world = study.scenario
    year = study.period.year
    sections = [_holders(study, language), *_missing(study, language)]
    if year:
        sections += [_months(study, language), _people(study, language)]
    else:
        sections += [*settlements(study, language), _gifts(study, language)]
        sections.append(_register(study, language))
    sections.append(limits(study.findings, language, (say("week_rule", language), *world.notes)))
    return Page(
        title=f"{world.label} – {say('title_year' if year else 'title', language)}",
        subtitle=capital(period_name(study.period, language)),
        answer=answer(study, language),
        alerts=alerts(study.findings, language),
        sections=tuple(sections),
        provenance=origin(study.provenance, language),
    )


def answer(study: MonthStudy, language: Language) -> str:
    """Return what came in, and what was not told, in one sentence."""
    return answer_of(study.holders, len(study.untold.visits), language)


def answer_of(rows: Sequence[HolderMonth], missing: int, language: Language) -> str:
    """Return what some bodies had of their stores, and how many visits were not told."""
    told = say(
        "answer",
        language,
        kg=amount(sum(one.collected_kg for one in rows), "kg", language),
        rejected=amount(sum(one.rejected_kg for one in rows), "kg", language),
        visits=count(sum(one.done for one in rows), "gift", language),
    )
    left = count(missing, "untold_visit", language) if missing else say("all_told", language)
    return f"{told}{semicolon(language)}{left}."


def _holders(study: MonthStudy, language: Language) -> Section:
    world, tell = study.scenario, partial(say, language=language)
    shown = [one for one in study.holders if _has(one)]
    table = table_of(
        shown,
        (tell("holder"), lambda one: names.association(world, one.association)),
        (tell("done"), lambda one: one.done),
        (tell("empty"), lambda one: one.empty),
        (tell("untold"), lambda one: Number(one.untold, tone="bad" if one.untold else "")),
        (tell("collected"), lambda one: Number(one.collected_kg, 1, "kg")),
        (tell("rejected"), lambda one: Number(one.rejected_kg, 1, "kg")),
        (tell("left"), lambda one: Number(one.collected_kg - one.rejected_kg, 1, "kg")),
        (tell("from_pool"), lambda one: _received(one)),
    )
    families = tuple(_by_family(study, shown, language))
    heads = ("holder", "family", "collected", "rejected", "left", "from_pool")
    flat = Table(tuple(tell(one) for one in heads), families, tell("by_family"), WORKBOOK)
    kept = {who.association: {one.family: one.kept_kg for one in who.food} for who in shown}
    there = {one for row in kept.values() for one in row}
    columns = [one.id for one in world.families if one.id in there]
    columns += sorted(there - set(columns))
    matrix = table_of(
        shown,
        (tell("holder"), lambda one: names.short(world, one.association)),
        *(
            (
                names.family(world, family),
                partial(_kept, kept=kept, name=family, world=world, language=language),
            )
            for family in columns
        ),
        title=tell("kept_by_family"),
        where=REPORT,
    )
    bars = Bars(
        tell("kept_got"),
        "kg",
        (tell("left"), tell("rejected"), tell("from_pool")),
        tuple(names.short(world, one.association) for one in shown[:MOST_BARS]),
        tuple(
            (one.collected_kg - one.rejected_kg, one.rejected_kg, sum(one.received_kg.values()))
            for one in shown[:MOST_BARS]
        ),
    )
    if not shown:
        return Section(tell("holders"), (tell("nothing_told"),))
    return Section(tell("holders"), (bars, table, matrix, flat))


def origin(provenance: Mapping[str, str], language: Language) -> tuple[tuple[str, str], ...]:
    """Return where the figures come from, named."""
    return tuple((say(f"from_{key}", language), value) for key, value in provenance.items())


def _has(one: HolderMonth) -> bool:
    return bool(one.done or one.empty or one.untold or one.received_kg)


def _kept(
    one: HolderMonth,
    kept: Mapping[str, Mapping[str, float]],
    name: str,
    world: Scenario,
    language: Language,
) -> Number:
    return kilos(world.family.get(name), kept[one.association].get(name), language, 1)


def _received(one: HolderMonth) -> Number:
    return Number(sum(one.received_kg.values()) if one.received_kg else None, 1, "kg")


def _by_family(
    study: MonthStudy, shown: Sequence[HolderMonth], language: Language
) -> Iterator[tuple[Cell, ...]]:
    world = study.scenario
    for one in shown:
        food = {part.family: part for part in one.food}
        order = [family.id for family in world.families]
        for family in [*order, *sorted((food.keys() | one.received_kg.keys()) - set(order))]:
            part, got = food.get(family), one.received_kg.get(family)
            if part is not None or got:
                yield (
                    names.association(world, one.association),
                    names.family(world, family),
                    *(
                        kilos(world.family.get(family), kg, language, 1, "kg")
                        for kg in (
                            None if part is None else part.collected_kg,
                            None if part is None else part.rejected_kg,
                            None if part is None else part.kept_kg,
                            got,
                        )
                    ),
                )


def _missing(study: MonthStudy, language: Language) -> Iterator[Section]:
    world, tell = study.scenario, partial(say, language=language)
    table = table_of(
        study.untold.visits,
        (tell("date"), lambda one: names.day(one.day, language)),
        (tell("donor"), lambda one: names.donor(world, one.donor, one.day)),
        (tell("holder"), lambda one: names.association(world, one.holder)),
    )
    if table.rows:
        yield Section(tell("visits_untold"), (table,), folded=True)


def _months(study: MonthStudy, language: Language) -> Section:
    tell = partial(say, language=language)

    def told(one: MonthCount, value: float, unit: str = "") -> Number:
        return Number(value if one.told else None, 0, unit)

    table = table_of(
        study.months,
        (tell("month"), lambda one: capital(period_name(month_of(one.month.first), language))),
        (tell("done"), lambda one: told(one, one.done)),
        (tell("empty"), lambda one: told(one, one.empty)),
        (tell("untold"), lambda one: Number(one.untold, tone="bad" if one.untold else "")),
        (tell("collected"), lambda one: told(one, one.collected_kg, "kg")),
        (tell("rejected"), lambda one: told(one, one.rejected_kg, "kg")),
        (tell("left"), lambda one: told(one, one.collected_kg - one.rejected_kg, "kg")),
    )
    bars = Bars(
        tell("months"),
        "kg",
        (tell("collected"),),
        tuple(period_name(one.month, language) for one in study.months),
        tuple((one.collected_kg,) for one in study.months),
    )
    return Section(tell("months"), (bars, table))


def _people(study: MonthStudy, language: Language) -> Section:
    world, tell = study.scenario, partial(say, language=language)
    hidden = Words(tell("hidden"), "weak")

    def told(value: int | None) -> Cell:
        return hidden if value is None else Number(value)

    table = table_of(
        study.people,
        (tell("association"), lambda one: names.association(world, one.association)),
        (tell("helped"), lambda one: told(one.people)),
        (tell("households"), lambda one: told(one.households)),
        (
            tell("counted_on"),
            lambda one: "" if one.counted_on is None else full_date(one.counted_on, language),
        ),
    )
    total = (
        tell("total"),
        Number(sum(one.people for one in world.associations)),
        Number(sum(one.households for one in world.associations)),
        "",
    )
    whole = Table(table.heads, (*table.rows, total), total=True)
    return Section(tell("people"), (whole, tell("people_how", least=LEAST_TOLD)))


def _gifts(study: MonthStudy, language: Language) -> Section:
    """Return gifts by store and body, read; and one by one, in the workbook."""
    world, tell = study.scenario, partial(say, language=language)
    groups = sorted(
        by(
            study.journal.visits,
            lambda one: (names.hand(world, one.donor, one.day), one.holder),
        ).items(),
        key=lambda one: (names.store_order(world, one[1][0]), one[0][1]),
    )
    totals = {of: food_of(visits, ()) for of, visits in groups}
    table = table_of(
        groups,
        (tell("donor"), lambda one: names.of_hand(world, one[0][0])),
        (tell("body"), lambda one: names.association(world, one[0][1])),
        (tell("done"), lambda one: sum(bool(visit.food) for visit in one[1])),
        (tell("given"), lambda one: _sum(totals[one[0]], "collected_kg")),
        (tell("rejected"), lambda one: _sum(totals[one[0]], "rejected_kg")),
        (tell("accepted"), lambda one: _sum(totals[one[0]], "kept_kg")),
        where=REPORT,
    )
    heads = ("donor", "body", "date", "nature", "given", "rejected", "accepted", "value_eur")
    rows = tuple(
        (
            names.donor(world, visit.donor, visit.day),
            names.association(world, visit.holder),
            names.day(visit.day, language),
            nature(study, visit, language),
            Number(visit.kg, 1, "kg"),
            Number(visit.rejected_kg, 1, "kg"),
            Number(visit.kg - visit.rejected_kg, 1, "kg"),
            "",
        )
        for visit in _in_order(study)
        if visit.food
    )
    flat = Table(tuple(tell(one) for one in heads), rows, where=WORKBOOK)
    return Section(tell("gifts"), (tell("gifts_how"), table, flat), folded=True)


def nature(study: MonthStudy, visit: Visit, language: Language) -> str:
    """Return what was given at a visit: families and kg."""
    return ", ".join(
        names.weighed(study.scenario, one.family, one.kg, language) for one in visit.food
    )


def _sum(food: Sequence[object], field: str) -> Number:
    return Number(sum(getattr(one, field) for one in food), 1, "kg")


def _in_order(study: MonthStudy) -> list[Visit]:
    world = study.scenario
    return sorted(
        study.journal.visits, key=lambda one: (names.store_order(world, one), one.holder, one.day)
    )


def _register(study: MonthStudy, language: Language) -> Section:
    world, tell = study.scenario, partial(say, language=language)
    heads = (
        *("date", "donor", "holder", "family", "kg", "rejected", "cause", "lot", "dated"),
        *("use_by_class", "temperature", "remarks"),
    )
    rows: list[tuple[Cell, ...]] = []
    for visit in study.journal.visits:
        moment = f"{names.day(visit.day, language)} {visit.arrived or ''}".strip()
        first = (
            moment,
            names.donor(world, visit.donor, visit.day),
            names.association(world, visit.holder),
        )
        outcome = "" if visit.outcome == "done" else OUTCOME_NAMES[visit.outcome].in_(language)
        said = ", ".join(one for one in (outcome, visit.note) if one)
        last = (Number(visit.temperature_c, 1, "°C"), said)
        if not visit.food:
            none = Number(None)
            rows.append((*first, "", none, none, "", "", "", "", *last))
        for food in visit.food:
            causes = (CAUSE_NAMES[one].in_(language) for one, kg in food.rejected_kg.items() if kg)
            rows.append(
                (
                    *first,
                    names.family(world, food.family),
                    kilos(world.family.get(food.family), food.kg, language, 1, "kg"),
                    kilos(world.family.get(food.family), names.rejects(food), language, 1, "kg"),
                    ", ".join(causes),
                    food.lot,
                    dated(food.until, food.date_kind, language),
                    "" if food.use_by is None else USE_BY_NAMES[food.use_by].in_(language),
                    *last,
                )
            )
    table = Table(tuple(tell(one) for one in heads), tuple(rows), where=WORKBOOK)
    return Section(
        tell("register"),
        (tell("register_how"), table),
        folded=True,
        sheet=tell("register_sheet"),
    )


def dated(until: date | None, kind: DateKind | None, language: Language) -> str:
    """Return a use-by or best-before date as it is marked; empty where none was told."""
    mark = "" if kind is None else DATE_KIND_NAMES[kind].in_(language)
    when = "" if until is None else names.day(until, language)
    return f"{mark} {when}".strip()
