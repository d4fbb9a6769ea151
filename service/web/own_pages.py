"""What is one's own: an association's balance, papers, weights and wishes; a driver's rounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Response

from models.recurrence import monday_of
from models.scenario import Scenario
from scenarios.naming import ids_of
from scenarios.weighing import Told
from service.accounts import wishes
from service.api.gate import ANOTHER_S
from service.api.problems import ProblemError
from service.backend import PlannedWeek
from service.downloads import attachment
from service.ledger.week_visits import WeekTold
from service.links import Phones
from service.store import runs
from service.store.scenarios import UnknownError
from service.web.account_words import account_word
from service.web.calendar_feeds import feed
from service.web.file_words import purpose
from service.web.visit import FORBIDDEN, PageRoute, SentForm, Visit, Visited
from service.web.week_pages import day_sent, grid, weighed, written
from service.web.weighing_grid import read_day
from service.web.words import say

own_pages = APIRouter(route_class=PageRoute)
AGENDA, MESSAGE = "association.ics", "association.txt"


@own_pages.get("/own")
def own(visit: Visited) -> Response:
    """Lead to what is one's own; show the list where it is several things."""
    found = [] if visit.session is None else _links(visit)
    if len(found) == 1:
        return visit.go(found[0][1])
    return visit.show(
        "mine.html.j2",
        title=account_word("own", visit.language),
        here="own",
        links=found,
        wishes=[],
    )


@own_pages.get("/own/{town}/association/{association}")
def association_page(
    visit: Visited, town: str, association: str, week: date | None = None
) -> Response:
    """Show an association what it got, its papers, what it may weigh in, its wishes."""
    planned = _week(visit, town, association, week)
    return grid(visit, town, planned, own=association, more=_about(visit, town, association))


@own_pages.post("/own/{town}/association/{association}/{week_of}")
def weigh_own(
    visit: Visited, sent: SentForm, town: str, association: str, week_of: date
) -> Response:
    """Write what an association weighed of its own visits: all of it or nothing."""
    week = _week(visit, town, association, week_of)
    there = only_of(visit.desk.ledger.week_told(week.world, week.plan), association)
    day = day_sent(sent)
    told = read_day(week.world, there, day, sent, visit.language)
    _check_own(week.world, there, told, association)
    found = weighed(visit, week, told, sent)
    more = _about(visit, town, association)
    if found.refused:
        return grid(visit, town, week, sent, day, found, own=association, more=more)
    return written(visit, town, week, found, day, own=association, more=more)


@own_pages.post("/own/{town}/association/{association}")
def wish(visit: Visited, sent: SentForm, town: str, association: str) -> Response:
    """Keep what an association wishes."""
    _week(visit, town, association, None)
    words = sent.text("wish")
    if not 1 <= len(words) <= wishes.LONGEST:
        return visit.refuse([account_word("wish_long", visit.language)])
    wishes.keep(visit.desk.database, town, association, words)
    return visit.go(f"own/{town}/association/{association}", "wish_kept")


@own_pages.get("/own/{town}/association/{association}/agenda.ics")
def own_agenda(visit: Visited, town: str, association: str) -> Response:
    """Return the calendar of an association over the published weeks, to be subscribed to."""
    return feed(visit, town, f"association-{association}")


@own_pages.get("/own/{town}/driver/{driver}/agenda.ics")
def own_driver_agenda(visit: Visited, town: str, driver: str) -> Response:
    """Return the calendar of who drives over the published weeks, to be subscribed to."""
    return feed(visit, town, f"equipage-{driver}")


@own_pages.get("/own/{town}/association/{association}/{run}/{name:path}")
def own_paper(visit: Visited, town: str, association: str, run: str, name: str) -> Response:
    """Return a paper of an association of a planned week."""
    found = runs.run(visit.desk.database, run)
    kind = visit.desk.kinds.get(found.kind)
    if found.town != town or kind is None or kind.agendas is None or not found.has_study:
        raise UnknownError(say["not_found_lead"])
    made: bytes | None = None
    if name == AGENDA:
        made = _named(kind.agendas(visit.desk.study(run), visit.language), association)
    elif name == MESSAGE:
        planned = visit.desk.plan_of(run)
        there = () if planned is None else planned.world.associations
        labels = [one.label for one in there]
        stems = dict(zip((one.id for one in there), ids_of(labels, "association"), strict=True))
        path = f"messages/association-{stems.get(association, '')}.txt"
        made = visit.desk.files(run, visit.language).get(path)
    if made is None:
        raise UnknownError(say["not_found_lead"])
    return attachment(name, made)


@own_pages.get("/own/{town}/driver/{driver}")
def driver_page(visit: Visited, town: str, driver: str, week: date | None = None) -> Response:
    """Show who drives their rounds of a week."""
    planned = _planned(visit, town, week)
    if driver not in planned.world.person:
        raise UnknownError(say["not_found_lead"])
    return visit.show(
        "mine_driver.html.j2",
        title=f"{account_word('rounds', visit.language)} – {planned.world.label}",
        heading=planned.world.person[driver].label,
        here="own",
        week_of=planned.world.week_of,
        base=f"own/{town}/driver/{driver}",
        rounds=_rounds(visit, planned, driver),
    )


@own_pages.get("/own/{town}/driver/{driver}/{run}/{round}")
def own_round(visit: Visited, town: str, driver: str, run: str, round: str) -> Response:  # noqa: A002
    """Return the page of a round to who is aboard: by its link where it is served."""
    found, planned = runs.run(visit.desk.database, run), visit.desk.plan_of(run)
    telephones = visit.desk.kinds[found.kind].telephones if found.kind in visit.desk.kinds else None
    item = None if planned is None or planned.plan is None else planned.plan.round.get(round)
    if found.town != town or telephones is None or item is None or driver not in item.crew:
        raise UnknownError(say["not_found_lead"])
    study = visit.desk.kinds[found.kind].hands_on(visit.desk.study(run))
    for one in telephones.rounds(study, visit.language):
        if one.id != round:
            continue
        phones: Phones | None = getattr(visit.request.app.state, "phones", None)
        if phones is not None:
            answer = visit.go("")
            answer.headers["location"] = phones.link(run, one.id, one.day)[0]
            return answer
        return attachment(one.file, visit.desk.files(run, visit.language)[one.file])
    raise UnknownError(say["not_found_lead"])


def only_of(week: WeekTold, association: str) -> WeekTold:
    """Return what of a week is an association's own."""
    return replace(
        week,
        visits=tuple(one for one in week.visits if one.association == association),
        outings=tuple(one for one in week.outings if one.owner == association),
    )


def _links(visit: Visit) -> list[tuple[str, str]]:
    """Return what is one's own: what it is called, and its path."""
    assert visit.session is not None
    who, found = visit.session.acting, []
    world = visit.desk.town(who.town) if who.town else None
    for one in sorted(who.grants, key=str):
        if world is None or one.role not in ("association", "driver"):
            continue
        known = world.association if one.role == "association" else world.person
        label = known[one.of].label if one.of in known else one.of
        found.append((label, f"own/{world.id}/{one.role}/{one.of}"))
    return found


def _planned(visit: Visit, town: str, week: date | None) -> PlannedWeek:
    """Return a week of a town: the one asked for, else that of its last scenario."""
    chosen = week or visit.desk.town(town).week_of
    return visit.desk.week(town, monday_of(chosen))


def _week(visit: Visit, town: str, association: str, week: date | None) -> PlannedWeek:
    planned = _planned(visit, town, week)
    if association not in planned.world.association:
        raise UnknownError(say["not_found_lead"])
    return planned


def _about(visit: Visit, town: str, association: str) -> dict[str, object]:
    """Return what is shown beside the weights: its balance and its wishes."""
    balances = visit.desk.ledger.balances(town)
    return {
        "balance": next((one for one in balances if one.association == association), None),
        "wishes": wishes.listed(visit.desk.database, town, association),
        "papers": [(one, purpose(one, visit.language)) for one in (AGENDA, MESSAGE)],
    }


def _check_own(world: Scenario, there: WeekTold, told: Told, association: str) -> None:
    """Refuse all of what is told where some of it is another's, whatever the form says."""
    rows = {(one.day, one.pickup) for one in there.visits}
    told.visits = [
        (said, one.changed(association=association) if one.pickup is None else one)
        for said, one in told.visits
    ]
    visits = all(
        one.association == association and (one.pickup is None or (one.day, one.pickup) in rows)
        for _, one in told.visits
    )
    outings = all(
        one.owner == association
        and one.vehicle in world.vehicle
        and world.vehicle[one.vehicle].owner == association
        for _, one in told.outings
    )
    if not visits or not outings:
        raise ProblemError(FORBIDDEN, "forbidden", ANOTHER_S)


def _rounds(visit: Visit, planned: PlannedWeek, driver: str) -> list[tuple[str, str]]:
    """Return the rounds of a person: what each is called, and its path."""
    if planned.plan is None or planned.run is None:
        return []
    mine = {one.id for one in planned.plan.rounds if driver in one.crew}
    run = runs.run(visit.desk.database, planned.run)
    kind = visit.desk.kinds.get(run.kind)
    if kind is None or kind.telephones is None:
        return []
    study = kind.hands_on(visit.desk.study(run.id))
    return [
        (one.called, f"{run.id}/{one.id}")
        for one in kind.telephones.rounds(study, visit.language)
        if one.id in mine
    ]


def _named(agendas: object, association: str) -> bytes | None:
    assert isinstance(agendas, dict)
    wanted = f"association-{association}.ics"
    return next((one for path, one in agendas.items() if path.rpartition("/")[2] == wanted), None)
