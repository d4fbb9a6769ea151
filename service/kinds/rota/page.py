"""A rota: who does what when, what is missing and why, whom to look for, who comes how often."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial

from models.base import Language, seconds
from models.calendar import DAY_NAMES, DAYS
from models.dates import day_date, full_date
from models.duties import Duty
from models.letters import lower
from models.rota_study import LevelReached, RotaPlan, RotaStudy
from service.kinds.rota.tables import (
    activities,
    activity_label,
    by_source,
    empty,
    mondays,
    posts,
    reason,
    skills,
    there,
    week_duties,
)
from service.kinds.rota.words import say
from service.pages.drawn_grid import grid_table
from service.pages.page import (
    EVERYWHERE,
    LONG,
    NOTHING,
    WORKBOOK,
    Cell,
    Number,
    Page,
    Section,
    Table,
    Words,
    row,
    table_of,
)
from service.pages.pictures import Bars, Block, Grid, Heat, HeatCell
from service.pages.study_page import study_page
from service.words.labels import word
from service.words.sentences import capital, count, semicolon, week_of

EARLY_H, LATE_H = 7.0, 21.0
SECOND_H = 3600


def rota_page(study: RotaStudy, language: Language) -> Page:
    """Return the page of a rota."""
    sections = [_week(study, monday, language) for monday in mondays(study)]
    if study.kept is not None:
        sections.insert(0, _changed(study, study.kept, language))
    sections += [_missing(study, language), _recruits(study, language)]
    sections += [_loads(study, language), _associations(study, language)]
    sections += [_list(study, language), _levels(study, language)]
    weeks = count(study.weeks, "week", language)
    return study_page(
        study,
        language,
        say("title", language),
        _answer(study, language),
        sections,
        when=f"{week_of(study.first, language)} ({weeks})",
    )


def _answer(study: RotaStudy, language: Language) -> str:
    places = sum(one.places for one in study.duties)
    people = len({one.person for one in study.plan.placements})
    told = [
        say(
            "answer",
            language,
            filled=len(study.plan.placements),
            places=places,
            people=count(people, "person", language),
        )
    ]
    if len(study.plan.placements) == places:
        told.append(say("answer_full", language))
    else:
        first = next(one for one in _by_need(study) if empty(study, one))
        group = [
            one
            for one in study.duties
            if (set(one.skills), one.day, one.shift) == (set(first.skills), first.day, first.shift)
        ]
        told.append(
            say(
                "answer_first",
                language,
                skills=lower(skills(study, first.skills, language)),
                half=study.scenario.when(first.day, first.shift).in_(language),
                count=sum(empty(study, one) for one in group),
            )
        )
    return f"{semicolon(language).join(told)}."


def _by_need(study: RotaStudy) -> list[Duty]:
    """Return duties in the order in which people are to be found: rank, then the most empty."""
    groups: Counter[tuple[object, ...]] = Counter()
    for one in study.duties:
        groups[frozenset(one.skills), one.day, one.shift] += empty(study, one)
    return sorted(
        study.duties,
        key=lambda one: (
            one.priority,
            -groups[frozenset(one.skills), one.day, one.shift],
            one.on,
            one.id,
        ),
    )


def _week(study: RotaStudy, monday: date, language: Language) -> Section:
    """Return one week: a row for each duty that comes back, a block where it takes place."""
    title = say("grid_of", language, monday=full_date(monday, language))
    mine = week_duties(study, monday)
    days = [day for day in DAYS if any(one.day == day for one in mine)]
    place = {day: number for number, day in enumerate(days)}
    world = study.scenario
    series = [one.id for one in world.associations]
    rows: list[tuple[str, tuple[Block, ...]]] = []
    for (association, _), duties in by_source(study).items():
        here = [one for one in duties if one in mine]
        if not here:
            continue
        blocks = tuple(
            Block(
                place[seats[0].day],
                seconds(seats[0].starts) / SECOND_H,
                seconds(seats[0].ends) / SECOND_H,
                posts(study, seats, language),
                len(series)
                if any(empty(study, one) for one in seats)
                else series.index(association),
            )
            for seats in activities(here)
        )
        rows.append((f"{world.association[association].name} – {activity_label(here)}", blocks))
    hours = [hour for _, blocks in rows for one in blocks for hour in (one.starts_h, one.ends_h)]
    grid = Grid(
        title,
        tuple(DAY_NAMES[day].in_(language) for day in days),
        tuple(rows),
        (*(one.name for one in world.associations), say("to_fill", language)),
        min([EARLY_H, *hours]),
        max([LATE_H, *hours]),
    )
    sheet = f"{word('week', language)} {monday:%d-%m}"
    return Section(title, (grid, grid_table(grid, say("duty", language))), sheet=sheet)


def _missing(study: RotaStudy, language: Language) -> Section:
    """Return the heat map of what is missing by skill and half-day, then why."""
    tell = partial(say, language=language)
    if not any(empty(study, one) for one in study.duties):
        return Section(tell("missing"), (tell("no_missing"),))
    places: Counter[tuple[tuple[str, ...], str, str]] = Counter()
    lacks: Counter[tuple[tuple[str, ...], str, str]] = Counter()
    for one in study.duties:
        key = (tuple(sorted(one.skills)), one.shift, one.day)
        places[key] += one.places
        lacks[key] += empty(study, one)
    days = [day for day in DAYS if any(key[2] == day for key in places)]
    shifts = list(study.scenario.shift)
    lines = sorted({key[:2] for key in places}, key=lambda one: (one[0], shifts.index(one[1])))

    def cell(needed: tuple[str, ...], shift: str, day: str) -> Cell:
        key = (needed, shift, day)
        if key not in places:
            return NOTHING
        text = f"{lacks[key]} / {places[key]}"
        return Words(text, "bad" if lacks[key] else "good")

    def named(needed: tuple[str, ...], shift: str) -> str:
        called = lower(study.scenario.shift[shift].label)
        return f"{skills(study, needed, language)}, {called}"

    def shaded(needed: tuple[str, ...], shift: str, day: str) -> HeatCell | None:
        key = (needed, shift, day)
        if key not in places:
            return None
        return HeatCell(f"{lacks[key]} / {places[key]}", lacks[key] / places[key])

    heat = Heat(
        tell("missing"),
        tuple(DAY_NAMES[day].in_(language) for day in days),
        tuple((named(*one), tuple(shaded(*one, day) for day in days)) for one in lines),
    )
    rows = tuple(row(named(*one), (cell(*one, day) for day in days)) for one in lines)
    heads = (tell("skills"), *(capital(DAY_NAMES[day].in_(language)) for day in days))
    why = table_of(
        study.shortages,
        (tell("skills"), lambda one: skills(study, one.skills, language)),
        (tell("half_day"), lambda one: study.scenario.when(one.day, one.shift).in_(language)),
        (tell("to_fill"), lambda one: one.empty),
        (word("cause", language), lambda one: reason(study, one, language)),
        title=tell("why"),
        reasons=1,
    )
    return Section(tell("missing"), (tell("missing_how"), heat, Table(heads, rows), why))


def _recruits(study: RotaStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    left = [tell("recruit_left", count=study.recruits_left)] * bool(study.recruits_left)
    if not study.recruits:
        return Section(tell("recruit"), tuple(left))
    table = table_of(
        study.recruits,
        (tell("skills"), lambda one: skills(study, one.skills, language)),
        (tell("half_day"), lambda one: study.scenario.when(one.day, one.shift).in_(language)),
        (tell("fills"), lambda one: Number(one.fills, sign=True, tone="good" if one.fills else "")),
        (tell("to_fill"), lambda one: one.empty),
    )
    return Section(tell("recruit"), (tell("recruit_how"), table, *left))


def _loads(study: RotaStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    counts = Counter(one.duties for one in study.loads)
    times = range(max(counts, default=0) + 1)
    bars = Bars(
        tell("loads"),
        tell("people_n"),
        (tell("people_n"),),
        tuple(str(number) for number in times),
        tuple((float(counts[number]),) for number in times),
    )
    summary = table_of(
        times,
        (tell("times"), str),
        (tell("people_n"), lambda number: counts[number]),
    )
    known = study.scenario.rota.volunteer
    named = study.scenario.association
    people = table_of(
        sorted(study.loads, key=lambda one: (-one.duties, one.person)),
        (tell("pseudonym"), lambda one: one.person),
        (word("association", language), lambda one: named[known[one.person].association].name),
        (tell("duties_done"), lambda one: one.duties),
        (tell("most"), lambda one: one.most),
        (tell("offered"), lambda one: one.offered),
        (word("hours", language), lambda one: Number(one.hours, 1, "h")),
        where=LONG,
    )
    proved = any(one.level == "loads" and one.proved for one in study.levels)
    how = tell("loads_how" if proved else "loads_open")
    return Section(tell("loads"), (how, bars, summary, people))


def _associations(study: RotaStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    named = study.scenario.association
    table = table_of(
        study.associations,
        (word("association", language), lambda one: named[one.association].name),
        (tell("places"), lambda one: one.places),
        (tell("filled"), lambda one: one.filled),
        (tell("part"), lambda one: Number(one.filled / one.places, share=True)),
    )
    ranks = table_of(
        study.ranks,
        (tell("rank"), lambda one: str(one.priority)),
        (tell("places"), lambda one: one.places),
        (tell("filled"), lambda one: one.filled),
    )
    return Section(tell("shares_of"), (table, ranks))


def _list(study: RotaStudy, language: Language) -> Section:
    """Return the duties one by one: a flat table, to be sorted."""
    tell = partial(say, language=language)
    named = study.scenario.association
    table = table_of(
        study.duties,
        (word("date", language), lambda one: f"{one.on:%d/%m/%Y}"),
        (word("day", language), lambda one: DAY_NAMES[one.day].in_(language)),
        (word("from_to", language), lambda one: f"{one.starts}–{one.ends}"),
        (tell("duty"), lambda one: one.label),
        (word("association", language), lambda one: named[one.association].name),
        (tell("needs"), lambda one: skills(study, one.skills, language)),
        (tell("rank"), lambda one: one.priority),
        (tell("places"), lambda one: one.places),
        (tell("to_fill"), lambda one: empty(study, one)),
        (tell("who"), lambda one: ", ".join(there(study, one))),
        where=WORKBOOK,
    )
    return Section(tell("list"), (table,), folded=True)


def _by(one: LevelReached, language: Language) -> Words:
    return Words(say(f"by_{one.by}", language), "good" if one.proved else "weak")


def _levels(study: RotaStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    table = table_of(
        study.levels,
        (word("objective", language), lambda one: tell(f"level_{one.level}")),
        (word("value", language), lambda one: one.value),
        (word("bound", language), lambda one: one.bound),
        (word("proved", language), lambda one: _by(one, language)),
        where=EVERYWHERE,
    )
    return Section(word("bounds", language), (table,), folded=True)


def _changed(study: RotaStudy, kept: RotaPlan, language: Language) -> Section:
    """Return who does something else than in the rota kept, and what that costs level by level."""
    tell = partial(say, language=language)
    then, now = _by_person(kept), _by_person(study.plan)
    moved = sorted(who for who in {*then, *now} if then.get(who, set()) != now.get(who, set()))
    if not moved:
        people: str | Table = tell("changed_none")
    else:
        people = table_of(
            moved,
            (tell("pseudonym"), lambda one: one),
            (
                tell("was"),
                lambda one: _duties(study, then.get(one, set()) - now.get(one, set()), language),
            ),
            (
                tell("is"),
                lambda one: _duties(study, now.get(one, set()) - then.get(one, set()), language),
            ),
        )
    before = {one.level: one.value for one in study.kept_levels}
    price = table_of(
        [one for one in study.levels if one.level in before and one.level != "changes"],
        (tell("price"), lambda one: tell(f"level_{one.level}")),
        (word("before", language), lambda one: before[one.level]),
        (word("now", language), lambda one: one.value),
        (
            word("difference", language),
            lambda one: Number(one.value - before[one.level], sign=True),
        ),
    )
    return Section(tell("changed"), (people, price))


def _by_person(plan: RotaPlan) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in plan.placements:
        found.setdefault(one.person, set()).add(one.duty)
    return found


def _duties(study: RotaStudy, names: set[str], language: Language) -> str:
    """Return duties in words; one that is no more is told by its date alone."""
    told = []
    for name in sorted(names, key=lambda one: (one not in study.duty, one)):
        duty = study.duty.get(name)
        if duty is None:
            told.append("–")
            continue
        monday = next(day for day in reversed(mondays(study)) if day <= duty.on)
        told.append(f"{day_date(monday, duty.day, language)} : {duty.label}")
    return "\n".join(told) or NOTHING
