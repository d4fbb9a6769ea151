"""Every town in one look: how far it is, what its plan says, what is next to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.dates import full_date
from models.recurrence import monday_of
from models.scenario import Scenario
from service.asking.kind import Kind
from service.asking.kinds import Kinds
from service.backend.planned import plans_rounds
from service.ledger.weeks import WeekState, calendar
from service.store import runs, scenarios
from service.store.runs import ENDED, Run
from service.store.scenarios import Version
from service.web.this_week.facts import Facts, facts_of
from service.web.this_week.words import week_say
from service.web.visit import Visit
from service.words.journal import journal_word

STRIP = 8
"""Other weeks that are shown."""


@dataclass(frozen=True)
class Step:
    """One thing to do next: where it is done."""

    label: str
    path: str
    """Below the language's."""


@dataclass(frozen=True)
class TownWeek:
    """One town, in one look."""

    town: str
    label: str
    week_of: date
    state: str | None
    """How far the week is, by the calendar; none of a town that has no rounds."""
    answer: str
    facts: Facts | None
    run: Run | None
    steps: tuple[Step, ...]
    others: tuple[WeekState, ...]
    scenarios: tuple[Version, ...]
    """Where it has several, each by what it is."""


KEPT = frozenset(("published", "weighed", "closed"))
"""States of a week of which the ledger or the journal knows, whoever planned it."""


def towns_of(visit: Visit) -> list[TownWeek]:
    """Return every town that has a scenario here, the one worked on last first."""
    there: dict[str, list[Version]] = defaultdict(list)
    for one in scenarios.latest(visit.desk.database):
        there[one.town].append(one)
    return [_town(visit, town, mine) for town, mine in there.items()]


def _town(visit: Visit, town: str, mine: list[Version]) -> TownWeek:
    desk = visit.desk
    planned = desk.planned_weeks(town)
    weeks = calendar(desk.ledger, town, planned)
    week_of = chosen_week(weeks, date.today(), max(monday_of(one.week_of) for one in mine))
    state = next((one.state for one in weeks if one.week_of == week_of), "nothing")
    there = runs.listed(desk.database, town=town, week_of=week_of)
    week = desk.week(town, week_of)
    run = next((one for one in there if one.id == week.run), None)
    if run is None and week.run is not None:
        run = runs.run(desk.database, week.run)
    going = next((one for one in there if one.state not in ENDED), None)
    home = max(mine, key=lambda one: (one.created_at, one.scenario))
    asked = [] if run is not None else _asked(desk.kinds, week.world)
    rounds = run is not None or not asked or any(plans_rounds(one) for one in asked)
    if not rounds:
        # nothing of it is planned by the week: what was found last is told
        run = next((one for one in there if one.has_study), None)
        steps = [Step(one.title.in_(visit.language), _asks(home, one)) for one in asked]
    else:
        steps = list(_steps(visit, town, week_of, state, run, going, there, home))
    facts = None if run is None else facts_of(desk, run, visit.language)
    called = full_date(week_of, visit.language)
    if facts is None:
        key = ("unplanned" if rounds else "unasked") if going is None else "waiting"
        if key == "unplanned" and state in KEPT:
            key = "no_plan_here"
        told = journal_word(f"state_{state}", visit.language)
        answer = week_say(key, visit.language, week=called, state=told)
    else:
        answer = week_say("refused", visit.language) if facts.refused else facts.answer
    return TownWeek(
        town=town,
        label=home.label,
        week_of=week_of,
        state=state if rounds else None,
        answer=answer,
        facts=facts,
        run=run,
        steps=tuple(steps),
        others=tuple(one for one in weeks if one.week_of != week_of)[:STRIP],
        scenarios=tuple(mine) if len(mine) > 1 else (),
    )


def _asked(kinds: Kinds, world: Scenario) -> list[Kind]:
    """Return what may be asked of a scenario, for which it has something."""
    content = world.model_dump(exclude_defaults=True)
    return [one for one in kinds.values() if one.of_scenario and one.applies(content)]


def _asks(home: Version, kind: Kind) -> str:
    return f"scenarios/{home.scenario}#ask-{kind.name}"


def chosen_week(weeks: list[WeekState], today: date, otherwise: date) -> date:
    """Return the week that is looked at: today's, else the newest of those known.

    Parameters
    ----------
    otherwise
        Where no week is known yet: that of the scenario.
    """
    known = {one.week_of for one in weeks if one.state != "nothing"}
    mine = monday_of(today)
    return mine if mine in known else max(known, default=otherwise)


def _steps(
    visit: Visit,
    town: str,
    week_of: date,
    state: str,
    run: Run | None,
    going: Run | None,
    there: list[Run],
    home: Version,
) -> Iterator[Step]:
    """Yield what is next to do, the first first."""
    if going is not None:
        yield Step(week_say("follow", visit.language), f"runs/{going.id}")
    if run is not None:
        yield from _with_plan(visit, town, week_of, state, run, there)
    elif going is None:
        if state in ("published", "weighed"):
            yield Step(week_say("weigh", visit.language), f"weeks/{town}/{week_of}")
        if state == "weighed":
            yield Step(journal_word("close_week", visit.language), f"weeks/{town}/{week_of}")
        plans = next(
            one for one in visit.desk.kinds.values() if one.of_scenario and plans_rounds(one)
        )
        yield Step(plans.title.in_(visit.language), _asks(home, plans))


def _with_plan(
    visit: Visit, town: str, week_of: date, state: str, run: Run, there: list[Run]
) -> Iterator[Step]:
    """Yield what is next to do with a week that has a plan."""

    def tell(key: str) -> str:
        return week_say(key, visit.language)

    kinds = visit.desk.kinds
    if state in ("nothing", "drafted", "planned"):
        yield _to_publish(visit, run, there)
    if state in ("published", "weighed"):
        yield Step(tell("weigh"), f"weeks/{town}/{week_of}")
    if state in ("published", "weighed"):
        for other, _ in kinds.from_study_of(run.kind):
            if other.form is not None:
                yield Step(other.form.title.in_(visit.language), f"runs/{run.id}/{other.name}")
    if state == "weighed":
        yield Step(journal_word("close_week", visit.language), f"weeks/{town}/{week_of}")
    if state in ("weighed", "closed"):
        yield Step(tell("after"), f"runs/{run.id}#then")


def _to_publish(visit: Visit, run: Run, there: list[Run]) -> Step:
    """Return where a plan is split, or its split published."""
    kinds = visit.desk.kinds
    for one in there:
        if one.has_study and one.number > run.number and "ledger" in kinds[one.kind].uses:
            return Step(week_say("publish", visit.language), f"runs/{one.id}#then")
    return Step(week_say("read", visit.language), f"runs/{run.id}#then")
