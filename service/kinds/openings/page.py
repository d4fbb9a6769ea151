"""A calendar of openings on a page: who waits how long, what moves, what each refusal costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from models.base import Language
from models.calendar import DAY_NAMES, DAY_NUMBER, DAYS
from models.dates import full_date
from models.numbers import number
from models.openings_study import CalendarLevel, OpeningStudy, RefusalPrice
from models.outlets import Outlet
from service.kinds.openings import said
from service.kinds.openings.hand import MOST_NAMED, hand
from service.kinds.openings.strips import strip
from service.kinds.openings.words import say
from service.pages.drawn_grid import grid_table
from service.pages.findings import alerts, limits
from service.pages.page import EVERYWHERE, LONG, Number, Page, Section, Table, Words, table_of
from service.pages.pictures import Block, Curve, Grid
from service.pages.provenance import origin_lines
from service.words.labels import word
from service.words.sentences import and_variant, capital, listed, semicolon

DAYS_A_MONTH = 30
OLD_MONTHS = 6
"""Hours told longer ago are pointed out."""


def opening_page(study: OpeningStudy, language: Language) -> Page:
    """Return the page of a calendar of openings, for the coordinator."""
    scenario, tell = study.scenario, partial(say, language=language)
    sections = [hand(study, language)] if study.kept is not None or study.hand else []
    sections += [
        _waits(study, language),
        _moves(study, language),
        _week(study, language),
        _closures(study, language),
        _prices(study, language),
        _curve(study, language),
        _unopened(study, language),
        _levels(study, language),
        limits(study.findings, language, scenario.notes),
    ]
    return Page(
        title=f"{scenario.label} – {tell('title')}",
        subtitle=and_variant(said.period_said(study, language), scenario.variant),
        answer=_answer(study, language),
        alerts=alerts(study.findings, language, study.violations),
        sections=tuple(one for one in sections if one.parts),
        provenance=origin_lines(study.provenance, language),
    )


def _answer(study: OpeningStudy, language: Language) -> str:
    """Return how long anybody waits at most, and how much has to change for it."""
    tell = partial(say, language=language)
    if not study.gaps:
        return f"{tell('answer_no_group')}."
    helped = _helped(study)
    counted = [one for one in study.gaps if one.group in helped] or study.gaps
    after = max(one.after_days for one in counted)
    before = max(one.before_days for one in counted)
    whom = "answer" if len(counted) == len(study.gaps) else "answer_reached"
    told = [tell(whom if after < before else f"{whom}_same", after=after, before=before)]
    shorter = sum(one.after_days < one.before_days for one in study.gaps)
    longer = sum(one.after_days > one.before_days for one in study.gaps)
    for key, groups in (("shorter", shorter), ("longer", longer)):
        if groups:
            told.append(
                tell(f"answer_{key}{'_one' * (groups == 1)}", groups=groups, of=len(study.gaps))
            )
    moves = len(list(_changes(study, language)))
    key = {0: "answer_no_move", 1: "answer_one_move"}.get(moves, "answer_moves")
    told.append(tell(key, moves=moves))
    if study.unopened:
        one = len(study.unopened) == 1
        days = len(study.unopened)
        told.append(tell("answer_unopened_one" if one else "answer_unopened", days=days))
    return f"{semicolon(language).join(told)}."


def _helped(study: OpeningStudy) -> set[str]:
    """Return the groups that some outlet receives: of the others no calendar says anything."""
    asked = study.scenario.openings
    return {one.id for one in asked.groups if asked.reached(one)}


def _waits(study: OpeningStudy, language: Language) -> Section:
    tell, group = partial(say, language=language), study.scenario.openings.group
    unit = tell("unit_day")

    def days(value: int) -> Number:
        return Number(value, unit=unit)

    table = table_of(
        study.gaps,
        (tell("group"), lambda one: group[one.group].label),
        (tell("before"), lambda one: days(one.before_days)),
        (
            tell("after"),
            lambda one: Number(
                one.after_days,
                unit=unit,
                tone="good" if one.after_days < one.before_days else "",
            ),
        ),
        (tell("least"), lambda one: days(one.least_days)),
        (tell("rest_before"), lambda one: days(one.rest_before_days)),
        (tell("rest_after"), lambda one: days(one.rest_after_days)),
    )
    lines = []
    if study.shortfall:
        sure = any(one.proved for one in study.levels if one.level == "shortfall")
        key = "capacity" if sure else "capacity_unproved"
        lines.append(tell(key, count=number(study.shortfall, language)))
    after, before = (number(one, language) for one in (study.hours, study.hours_before))
    lines.append(tell("volunteers", after=after, before=before))
    drawn = (tell("strip_how"), strip(study, language)) if study.gaps else ()
    return Section(capital(tell("worst")), (table, *lines, *drawn))


def _changes(study: OpeningStudy, language: Language) -> Iterator[tuple[Outlet, str, str, str]]:
    """Yield what changes against today: outlet, what it is, before, after."""
    asked, tell = study.scenario.openings, partial(say, language=language)
    for outlet in asked.outlets:
        had = {one.name for one in said.open_slots(study.today, outlet)}
        has = {one.name for one in said.open_slots(study.plan, outlet)}
        gone = [one for one in said.open_slots(study.today, outlet) if one.name not in has]
        new = [one for one in said.open_slots(study.plan, outlet) if one.name not in had]
        for n in range(max(len(gone), len(new))):
            before, after = (
                said.slot_said(asked, mine[n], language) if n < len(mine) else "–"
                for mine in (gone, new)
            )
            yield outlet, tell("move_slot"), before, after
        then = {
            one.closure: (one.first, one.last)
            for one in study.today.closures
            if one.outlet == outlet.id
        }
        for gap in (one for one in study.plan.closures if one.outlet == outlet.id):
            if then[gap.closure] != (gap.first, gap.last):
                was = said.closed_said(*then[gap.closure], language)
                now = said.closed_said(gap.first, gap.last, language)
                yield outlet, tell("move_closure"), was, now
        for number_of in range(len(outlet.closures)):
            for slot, who in said.relays_in(study, outlet, number_of):
                told = said.slot_said(asked, slot, language)
                yield outlet, tell("move_relay"), "–", tell("relay_told", slot=told, who=who)


def _moves(study: OpeningStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    found = list(_changes(study, language))
    if not found:
        return Section(tell("moves"), (tell("moves_none"),))
    table = table_of(
        found,
        (tell("outlet"), lambda one: one[0].label),
        (tell("of_what"), lambda one: one[1]),
        (tell("was"), lambda one: one[2]),
        (tell("becomes"), lambda one: one[3]),
    )
    return Section(tell("moves"), (table,))


def _week(study: OpeningStudy, language: Language) -> Section:
    asked, tell = study.scenario.openings, partial(say, language=language)
    who = list(dict.fromkeys(one.association for one in asked.outlets))
    rows: list[tuple[str, tuple[Block, ...]]] = []
    for outlet in asked.outlets:
        blocks = tuple(
            Block(
                DAY_NUMBER[one.day],
                one.starts_s / 3600,
                one.ends_s / 3600,
                said.only_when(asked, one, language),
                who.index(outlet.association),
            )
            for one in said.open_slots(study.plan, outlet)
        )
        rows.append((outlet.label, blocks))
    hours = [hour for _, mine in rows for one in mine for hour in (one.starts_h, one.ends_h)]
    grid = Grid(
        tell("week"),
        tuple(DAY_NAMES[day].in_(language) for day in DAYS),
        tuple(rows),
        tuple(study.scenario.association[one].name for one in who),
        min([8.0, *hours]),
        max([18.0, *hours]),
    )
    return Section(tell("week"), (grid, grid_table(grid, tell("outlet"))))


def _closures(study: OpeningStudy, language: Language) -> Section:
    asked, tell = study.scenario.openings, partial(say, language=language)
    first = said.period(study)[0]
    rows = []
    for outlet in asked.outlets:
        for closure, starts, ends in said.closures(study, outlet):
            relayed = [
                f"{said.slot_said(asked, slot, language)} ({who})"
                for slot, who in said.relays_in(study, outlet, closure)
            ]
            rows.append(
                (
                    outlet.label,
                    said.closed_said(starts, ends, language),
                    ", ".join(relayed) or tell("no_relay"),
                )
            )
    closed = Table((tell("outlet"), tell("closed"), tell("relayed")), tuple(rows))
    told = table_of(
        asked.outlets,
        (tell("outlet"), lambda one: one.label),
        (tell("told_on"), lambda one: _age(one.hours_told, first, language)),
        where=LONG,
    )
    return Section(tell("closures"), (closed, told))


def _age(when: date | None, first: date, language: Language) -> Words:
    if when is None:
        return Words(say("told_never", language), "weak")
    months = (first - when).days // DAYS_A_MONTH
    if months < OLD_MONTHS:
        return Words(full_date(when, language))
    told = say("told_old", language, date=full_date(when, language), months=months)
    return Words(told, "weak")


def _prices(study: OpeningStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    lines = [tell("untried", count=study.untried)] if study.untried else []
    if not study.prices:
        asked = study.kept is None and not study.untried
        return Section(tell("prices"), (*([tell("prices_none")] if asked else []), *lines))
    ordered = sorted(study.prices, key=lambda one: (one.without_days, one.outlet, one.slot))

    def days(found: tuple[int, ...]) -> str:
        return " · ".join(map(str, found[:MOST_NAMED])) + (" …" if found[MOST_NAMED:] else "")

    table = table_of(
        ordered,
        (tell("outlet"), lambda one: study.scenario.openings.outlet[one.outlet].label),
        (tell("refusal"), lambda one: _refusal(study, one, language)),
        (tell("cost"), lambda one: _cost(one, language)),
        (tell("with"), lambda one: days(one.with_days)),
        (tell("without"), lambda one: days(one.without_days)),
        (tell("proved"), lambda one: word("yes" if one.proved else "no", language)),
    )
    return Section(tell("prices"), (tell("prices_how"), table, *lines))


def _refusal(study: OpeningStudy, one: RefusalPrice, language: Language) -> str:
    asked = study.scenario.openings
    outlet = asked.outlet[one.outlet]
    slot = said.slot_said(asked, said.named(outlet, one.slot), language) if one.slot else ""
    dates = ""
    if one.closure is not None:
        closure = outlet.closures[one.closure]
        dates = said.closed_said(closure.first, closure.last, language)
    return say(f"refusal_{one.kind}", language, slot=slot, dates=dates)


def _cost(one: RefusalPrice, language: Language) -> Words:
    """Return by how much the first wait that differs is longer with a refusal."""
    for rank, (ours, without) in enumerate(
        zip(one.with_days, one.without_days, strict=True), start=1
    ):
        if ours > without:
            more = ours - without
            days = say("one_day" if more == 1 else "some_days", language, days=more)
            key = "cost_first" if rank == 1 else "cost_other"
            return Words(say(key, language, days=days, rank=rank), "bad")
    if not one.proved:
        return Words(say("cost_unknown", language), "weak")
    return Words(say("cost_free", language), "good")


def _curve(study: OpeningStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    if not study.curve:
        return Section(tell("curve"))
    table = table_of(
        study.curve,
        (tell("changes"), lambda one: str(one.moves)),
        (tell("worst"), lambda one: Number(one.worst_days, unit=tell("unit_day"))),
        (tell("at_worst"), lambda one: one.at_worst),
        (tell("total"), lambda one: Number(one.total_days, unit=tell("unit_day"))),
        (tell("proved"), lambda one: word("yes" if one.proved else "no", language)),
    )
    drawn = Curve(
        tell("curve"),
        tell("unit_day"),
        tuple(str(one.moves) for one in study.curve),
        (tell("worst"), tell("total")),
        (
            tuple(float(one.worst_days) for one in study.curve),
            tuple(float(one.total_days) for one in study.curve),
        ),
    )
    shown = [drawn] * (len(study.curve) > 1)
    lines = [tell("curve_reached")] if len(_helped(study)) < len(study.gaps) else []
    if study.unsought:
        numbers = listed([str(one) for one in study.unsought], language)
        lines.append(tell("unsought", moves=numbers))
    return Section(tell("curve"), (tell("curve_how"), *shown, table, *lines))


def _unopened(study: OpeningStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    if not study.unopened:
        return Section(tell("unopened"), (tell("unopened_none"),))
    table = table_of(
        study.unopened,
        (word("date", language), lambda when: full_date(when, language)),
        (word("day", language), lambda when: DAY_NAMES[DAYS[when.weekday()]].in_(language)),
        most=MOST_NAMED,
    )
    return Section(tell("unopened"), (table,))


def _levels(study: OpeningStudy, language: Language) -> Section:
    tell = partial(say, language=language)

    def named(one: tuple[CalendarLevel, int | None]) -> str:
        level, last = one
        key = f"level_{level.level}" + ("" if last == level.beyond_days else "_range")
        return tell(key, days=level.beyond_days, last=last)

    def sure(one: tuple[CalendarLevel, int | None]) -> Words:
        proved = one[0].proved
        return Words(tell("proved"), "good") if proved else Words(tell("not_proved"), "weak")

    table = table_of(
        _together(study.levels),
        (word("objective", language), named),
        (word("value", language), lambda one: one[0].value),
        (word("bound", language), lambda one: one[0].bound),
        (tell("proved"), sure),
        where=EVERYWHERE,
    )
    return Section(word("bounds", language), (table,), folded=True)


def _together(levels: Sequence[CalendarLevel]) -> list[tuple[CalendarLevel, int | None]]:
    """Return levels, those of waits that say the same together: the last, and up to which."""
    found: list[tuple[CalendarLevel, int | None]] = []
    for one in levels:
        before, last = found[-1] if found else (None, None)
        if before is not None and one.changed(beyond_days=before.beyond_days) == before:
            found[-1] = (one, last)
        else:
            found.append((one, one.beyond_days))
    return found
