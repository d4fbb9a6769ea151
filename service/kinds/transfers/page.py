"""Transfers as a page: who passes on what to whom, what it saves, who stays covered."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from functools import partial

from models.base import Language, clock
from models.calendar import DAY_NAMES, DAYS
from models.numbers import amount
from models.scenario import Scenario
from models.transfers import StockLot
from models.transfers_study import (
    Covered,
    Handover,
    TransferReached,
    TransfersStudy,
    TransferTrip,
)
from models.visits import DATE_KIND_NAMES
from service.kinds.transfers.words import say
from service.pages.goods import kilos
from service.pages.levels import levels_section
from service.pages.page import (
    LONG,
    REPORT,
    Head,
    Number,
    Page,
    Section,
    Words,
    table_of,
)
from service.pages.pictures import Map, Spot, Way
from service.pages.study_page import study_page
from service.words.labels import word
from service.words.sentences import listed

DAY_S = 86_400
SPOT = 0.5


def transfers_page(study: TransfersStudy, language: Language) -> Page:
    """Return the page of transfers."""
    sections: list[Section] = []
    if study.plan.handovers:
        sections += [_handovers(study, language), _map(study, language)]
    sections += [_covered(study, language), _left(study, language)]
    if any(one.saved_kg for one in study.curve):
        sections.append(_curve(study, language))
    if study.prices:
        sections.append(_prices(study, language))
    sections += [_stock(study, language), _levels(study, language)]
    return study_page(study, language, say("title", language), _answer(study, language), sections)


def _kg(value: float, language: Language) -> str:
    return amount(value, "kg", language)


def _answer(study: TransfersStudy, language: Language) -> str:
    """Return in one sentence what is saved, what moves, and on which trips."""
    lost, moved = study.lost_before_kg, study.moved_kg
    if not study.plan.handovers:
        key = "answer_stuck" if lost >= 1 else "answer_none"
        return f"{say(key, language, lost=_kg(lost, language))}."
    key = "answer" if study.saved_kg >= 0.5 else "answer_moved"
    told = say(
        key,
        language,
        saved=_kg(study.saved_kg, language),
        lost=_kg(lost, language),
        moved=_kg(moved, language),
    )
    return f"{told} ({_trips_said(study, language)})."


def _trips_said(study: TransfersStudy, language: Language) -> str:
    """Return on how many trips of either sort goods ride."""
    new = sum(one.sort == "new" for one in study.plan.trips)
    planned, parts = len(study.plan.trips) - new, []
    if planned:
        key = "on_planned" if planned == 1 else "on_planned_many"
        parts.append(say(key, language, count=planned))
    if new:
        km = amount(study.km, "km", language)
        parts.append(say("on_new" if new == 1 else "on_new_many", language, count=new, km=km))
    return listed(parts, language)


def lot_name(scenario: Scenario, lot: StockLot) -> str:
    """Return what people call a lot: its family, and what was noted of it."""
    label = scenario.family[lot.family].label
    return f"{label} – {lot.note}" if lot.note else label


def date_said(scenario: Scenario, lot: StockLot, language: Language) -> str:
    """Return the date on a lot's package: which kind, which day, of another year with its year."""
    day, year = lot.date, lot.date.year
    told = f"{day:%d/%m}" if language == "fr" else f"{day.day} {day:%b}"
    if year != scenario.week_of.year:
        told += f"/{year}" if language == "fr" else f" {year}"
    return f"{DATE_KIND_NAMES[lot.date_kind].in_(language)} {told}"


def moment(scenario: Scenario, second: int, language: Language) -> str:
    """Return a moment, shortly: the day of the week, its date, the time."""
    number, rest = divmod(second, DAY_S)
    return f"{day_said(scenario, number, language)} {clock(rest)}"


def day_said(scenario: Scenario, number: int, language: Language) -> str:
    """Return a day, counted from the Monday of the week: "mardi 01/12", "Tuesday 1 Dec"."""
    when = scenario.week_of + timedelta(days=number)
    name = DAY_NAMES[DAYS[number % 7]].in_(language)
    return f"{name} {when:%d/%m}" if language == "fr" else f"{name} {when.day} {when:%b}"


def trip_said(scenario: Scenario, trip: TransferTrip, language: Language) -> str:
    """Return what a trip is called, and which sort it is."""
    given = scenario.transfers.trip.get(trip.id)
    name = scenario.vehicle[str(trip.vehicle)].label if given is None else given.label
    sort = say(f"trip_{trip.sort}", language)
    return f"{name} ({sort})"


def last_given_out(study: TransfersStudy, one: Handover) -> int | None:
    """Return the last distribution at which a receiver gives out of a lot."""
    times = [
        given.opening_s
        for given in study.plan.given_out
        if (given.lot, given.association) == (one.lot, one.to)
    ]
    return max(times, default=None)


def is_past(study: TransfersStudy, one: Handover) -> bool:
    """Tell whether a lot is given out after its best-before date by its receiver."""
    lot, last = study.scenario.stock_lots[one.lot], last_given_out(study, one)
    if last is None or lot.date_kind != "best_before":
        return False
    return study.scenario.week_of + timedelta(days=last // DAY_S) > lot.date


def in_order(study: TransfersStudy) -> list[Handover]:
    """Return hand-overs in the order in which they are loaded."""
    trips = study.plan.trip
    return sorted(
        study.plan.handovers,
        key=lambda one: (
            trips[one.trip].stops[one.from_stop].leave_s,
            one.trip,
            one.from_stop,
            one.to_stop,
            one.lot,
        ),
    )


def _handovers(study: TransfersStudy, language: Language) -> Section:
    scenario, tell = study.scenario, partial(say, language=language)
    lots, trips, who = study.scenario.stock_lots, study.plan.trip, scenario.association

    def date_cell(one: Handover) -> Words:
        said = date_said(scenario, lots[one.lot], language)
        if is_past(study, one):
            return Words(f"{said} ({tell('past_date')})", "weak")
        return Words(said)

    def by(one: Handover) -> str:
        last = last_given_out(study, one)
        return "–" if last is None else moment(scenario, last, language)

    table = table_of(
        in_order(study),
        (tell("giver"), lambda one: who[one.giver].name),
        (tell("taker"), lambda one: who[one.to].name),
        (tell("of_what"), lambda one: lot_name(scenario, lots[one.lot])),
        (tell("kg"), lambda one: kilos(scenario.family[lots[one.lot].family], one.kg, language)),
        (tell("package_date"), date_cell),
        (Head(tell("rides"), LONG), lambda one: trip_said(scenario, trips[one.trip], language)),
        (
            tell("picked"),
            lambda one: moment(scenario, trips[one.trip].stops[one.from_stop].leave_s, language),
        ),
        (
            Head(tell("dropped"), LONG),
            lambda one: moment(scenario, trips[one.trip].stops[one.to_stop].arrive_s, language),
        ),
        (Head(tell("given_by"), LONG), by),
    )
    return Section(tell("handovers"), (tell("handovers_how"), table))


def _map(study: TransfersStudy, language: Language) -> Section:
    scenario, tell = study.scenario, partial(say, language=language)
    flows: dict[tuple[str, str], float] = defaultdict(float)
    for one in study.plan.handovers:
        flows[one.giver, one.to] += one.kg
    givers, takers = {a for a, _ in flows}, {b for _, b in flows}

    def series(name: str) -> int:
        return 0 if name in givers else 1 if name in takers else 2

    spots = tuple(
        Spot(
            one.place.lat,
            one.place.lon,
            one.name,
            series(one.id),
            SPOT,
            hollow=series(one.id) == 2,
            labelled=True,
        )
        for one in scenario.associations
    )
    ways = tuple(
        Way(
            tuple((scenario.sites[name].lat, scenario.sites[name].lon) for name in pair),
            " → ".join(scenario.association[name].name for name in pair),
            number,
        )
        for number, pair in enumerate(sorted(flows))
    )
    legend = (tell("gives_here"), word("is_given", language), tell("neither"))
    table = table_of(
        sorted(flows.items()),
        (tell("giver"), lambda one: scenario.association[one[0][0]].name),
        (tell("taker"), lambda one: scenario.association[one[0][1]].name),
        (tell("kg"), lambda one: Number(one[1])),
        where=REPORT,
    )
    picture = Map(tell("map"), spots, legend, ways, roads=study.travel.main_roads)
    return Section(tell("map"), (picture, table))


def _covered(study: TransfersStudy, language: Language) -> Section:
    scenario, tell = study.scenario, partial(say, language=language)
    asked = scenario.transfers
    order = sorted(study.covered, key=lambda one: (one.days, one.association))

    def name(one: Covered) -> str:
        return scenario.association[one.association].name

    table = table_of(
        order,
        (tell("association"), name),
        (tell("cover_before"), lambda one: Number(one.before_days, 1)),
        (tell("cover_after"), lambda one: Number(one.days, 1, bar=one.days / asked.horizon_days)),
        (Head(tell("keeps"), LONG), lambda one: asked.kept_days(one.association)),
        (tell("gives_kg"), lambda one: Number(one.gives_kg)),
        (tell("receives_kg"), lambda one: Number(one.receives_kg)),
        (Head(tell("bin_before"), LONG), lambda one: Number(one.lost_before_kg)),
        (tell("bin_after"), lambda one: Number(one.lost_kg)),
    )
    how = tell("covered_how", days=asked.horizon_days)
    return Section(tell("covered"), (how, table))


def _left(study: TransfersStudy, language: Language) -> Section:
    scenario, tell, lots = (
        study.scenario,
        partial(say, language=language),
        study.scenario.stock_lots,
    )
    if not study.left:
        return Section(tell("left"), (tell("left_none"),))
    table = table_of(
        study.left,
        (tell("of_what"), lambda one: lot_name(scenario, lots[one.lot])),
        (tell("form_where"), lambda one: scenario.association[lots[one.lot].association].name),
        (tell("kg"), lambda one: kilos(scenario.family[lots[one.lot].family], one.kg, language)),
        (tell("package_date"), lambda one: date_said(scenario, lots[one.lot], language)),
        (Head(tell("cause"), LONG), lambda one: one.reason.in_(language)),
    )
    return Section(tell("left"), (tell("left_how"), table))


def _curve(study: TransfersStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    table = table_of(
        study.curve,
        (tell("new_at_most"), lambda one: one.trips),
        (tell("saved_kg"), lambda one: Number(one.saved_kg)),
        (Head(tell("saved_bound"), LONG), lambda one: Number(one.bound_kg)),
        (tell("km"), lambda one: Number(one.km, unit="km")),
    )
    how = tell("curve_how", free=_kg(study.free_lost_kg, language))
    return Section(tell("curve"), (how, table))


def _prices(study: TransfersStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    table = table_of(
        study.prices,
        (tell("association"), lambda one: study.scenario.association[one.association].name),
        (tell("refusal"), lambda one: tell(f"refuses_{one.refusal}")),
        (tell("saved_more"), lambda one: Number(one.saved_kg)),
    )
    return Section(tell("prices"), (tell("prices_how"), table))


def _stock(study: TransfersStudy, language: Language) -> Section:
    scenario, tell, lots = (
        study.scenario,
        partial(say, language=language),
        study.scenario.stock_lots,
    )
    table = table_of(
        sorted(lots.values(), key=lambda lot: (lot.association, lot.date, lot.id)),
        (tell("form_where"), lambda lot: scenario.association[lot.association].name),
        (tell("of_what"), lambda lot: lot_name(scenario, lot)),
        (tell("kg"), lambda lot: kilos(scenario.family[lot.family], lot.kg, language)),
        (tell("package_date"), lambda lot: date_said(scenario, lot, language)),
    )
    return Section(tell("stock"), (table,), folded=True)


def _levels(study: TransfersStudy, language: Language) -> Section:
    def figure(level: TransferReached, value: float) -> Number:
        return Number(value, 1 if level.level in ("cover", "km") else 0)

    lead = say("levels_how", language)
    return levels_section(
        study.levels, language, say, figure, bound=lambda one: one.bound, lead=lead
    )
