"""The driver's sheets: one A4 page per round, as one printable PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.base import Language, Text, clock
from models.calendar import DAY_NUMBER
from models.dates import day_date
from models.next_openings import DAY_S
from models.numbers import amount, number
from models.places import written
from models.plan import Plan, Round, Stop
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from models.study import Study
from models.vehicles import Vehicle
from models.words import EXCEPTIONAL_GIFT
from service.kinds.week.deliveries import at_doors_kg, said_at, units_at
from service.kinds.week.navigation import geo
from service.kinds.week.round_sections import round_map
from service.kinds.week.rounds import by_day, crates, driven_km, label, left_behind, named
from service.pages.html import svg
from service.pages.scanned import scanned
from service.words.labels import word
from service.words.sentences import capital, count, units_said, week_of

TEMPLATE = Path(__file__).with_name("driver_sheets.typ")
UNIT_SIGN = "u"
"""What is written after a number of units, as it is typed in the grid."""
LEAST_DRAWN = 3
"""Places that a map of straight lines is worth drawing for."""
BEFORE = Text(fr="avant la distribution de {at}", en="before the distribution at {at}")
HELD = Text(fr="en stock lundi : {kg}", en="in stock on Monday: {kg}")
Data = dict[str, Any]
"""What the template prints: plain JSON, never markup."""


def driver_sheets(
    study: Study, language: Language, links: Mapping[str, str] | None = None
) -> bytes:
    """Return the PDF of all the sheets, grouped by day.

    A study without rounds gives one page that says so.

    Parameters
    ----------
    links
        By round, what opens it on a telephone: printed as a picture to be scanned.
    """
    import typst

    data = sheets(study, language)
    rounds = [item.id for _, group in by_day(study.plan) for item in group]
    for one, item in zip(data["sheets"], rounds, strict=True):
        one["scan"] = scanned((links or {}).get(item, ""))
        for where in one["guided"]:
            where["scan"] = scanned(where.pop("geo"))
        one["map"] = _map(study, study.plan.round[item], language)
    pdf = typst.compile(TEMPLATE.read_bytes(), sys_inputs={"data": json.dumps(data)})
    assert isinstance(pdf, bytes)
    return pdf


def _map(study: Study, item: Round, language: Language) -> str:
    """Return where a round goes, for the room left on its page; none of a way there and back."""
    if not study.legs and len({stop.site for stop in item.stops}) < LEAST_DRAWN:
        return ""
    return svg(round_map(study, item, language), language)


def sheets(study: Study, language: Language) -> Data:
    """Return what the sheets say, in the order in which they are printed."""
    scenario = study.scenario
    stamps = [one.text.in_(language) for one in study.findings if one.code == "estimated_travel"]
    return {
        "language": language,
        "words": word.all_in(language),
        "title": word("driver_sheet", language),
        "scenario": scenario.label,
        "week": week_of(scenario.week_of, language),
        "stamps": stamps,
        "sheets": [
            sheet(study, item, language) for _, rounds in by_day(study.plan) for item in rounds
        ],
    }


def sheet(study: Study, item: Round, language: Language) -> Data:
    """Return what the sheet of one round says."""
    scenario = study.scenario
    vehicle = scenario.vehicle[item.vehicle]
    stops = [
        _stop(study, item, position, language)
        for position, stop in enumerate(item.stops)
        if stop.kind not in ("depart", "return")
    ]
    counted = any(line["told_in"] == UNIT_SIGN for one in stops for line in one["lines"])
    return {
        "called": named(scenario, item, language),
        "day": capital(day_date(scenario.week_of, item.day, language)),
        "shift": scenario.shift[item.shift].label,
        "vehicle": vehicle.label,
        "equipment": _equipment(scenario, vehicle, language),
        "owner": scenario.association[vehicle.owner].label,
        "crew": [
            {
                "name": scenario.person[who].label,
                "role": word("helper" if position else "driver", language),
                "contact": scenario.person[who].contact,
            }
            for position, who in enumerate(item.crew)
        ],
        "leaves": clock(item.stops[0].leave_s),
        "returns": clock(item.stops[-1].arrive_s),
        "home": label(scenario, item.stops[0].site),
        "km": amount(driven_km(study, item), "km", language),
        "cold": vehicle.cold == "refrigerated",
        "guided": _guided(scenario, item),
        "weighed": word("weighed_or_counted" if counted else "weighed", language),
        "counted": counted,
        "stops": stops,
    }


def _guided(scenario: Scenario, item: Round) -> list[Data]:
    """Return the stops to which a telephone can guide the driver, each place once."""
    found: dict[str, Data] = {}
    for stop in item.stops[1:-1]:
        name, place = label(scenario, stop.site), scenario.sites[stop.site]
        where = geo(place, name)
        if where:
            said = {"site": name, "starts": clock(stop.start_s), "geo": where}
            found.setdefault(stop.site, said)
    return list(found.values())


def _equipment(scenario: Scenario, vehicle: Vehicle, language: Language) -> str:
    allowed = vehicle.payload_kg * (1 - scenario.policy.capacity_margin)
    cold = {
        "refrigerated": word("refrigerated", language),
        "boxes": f"{number(vehicle.boxes, language)} {word('boxes', language)}",
        "none": word("no_cold", language),
    }[vehicle.cold]
    return f"{cold}, {word('load_allowed', language)} {amount(allowed, 'kg', language)}"


def _stop(study: Study, item: Round, position: int, language: Language) -> Data:
    scenario, stop = study.scenario, item.stops[position]
    place = scenario.sites[stop.site]
    donor = scenario.donor.get(stop.site)
    whose = donor if donor is not None else scenario.association[stop.site]
    return {
        "kind": stop.kind,
        "action": word(stop.kind, language),
        "starts": clock(stop.start_s),
        "leaves": clock(stop.leave_s),
        "site": whose.label,
        "place": written(place),
        "assumed": place.assumed,
        "access": place.access,
        "contact": whose.contact,
        "plan_b": donor.backup if donor is not None and stop.kind == "collect" else "",
        "lines": _lines(study, item, position, language),
        "total": _total(study, item, position, language),
        "left": ", ".join(_left(scenario, stop)),
        "packing": ", ".join(
            filter(
                None,
                (
                    said_at(scenario, item, position, language),
                    _announced(study, item, stop, language),
                ),
            )
        ),
    }


def _announced(study: Study, item: Round, stop: Stop, language: Language) -> str:
    """Return what is announced of a stop: a gift that is not the usual one, food held already.

    Of a drop, also the distribution of the same day that it must come before.
    """
    scenario = study.scenario
    if stop.kind == "collect":
        when = scenario.date_of(item.day)
        gifts = [one for one in scenario.donor[stop.site].exceptions if one.on == when]
        gift = EXCEPTIONAL_GIFT.in_(language)
        return ", ".join(f"{gift} ({one.reason})" if one.reason else gift for one in gifts)
    if stop.kind != "drop":
        return ""
    said = []
    opening_s = _same_day(study.plan, item, stop)
    if opening_s is not None:
        said.append(BEFORE.format(at=clock(opening_s)).in_(language))
    stock = scenario.association[stop.site].stock
    if stock:
        held = amount(sum(one.kg for one in stock), "kg", language)
        said.append(HELD.format(kg=held).in_(language))
    return ", ".join(said)


def _same_day(plan: Plan, item: Round, stop: Stop) -> int | None:
    """Return when the distribution of the day starts that a drop is for, s since midnight."""
    day_s = DAY_NUMBER[item.day] * DAY_S
    found = (
        one.opening_s - day_s
        for one in plan.shares
        if one.carried_by == item.id and one.association == stop.site
    )
    return min((one for one in found if one < DAY_S), default=None)


def _total(study: Study, item: Round, position: int, language: Language) -> str:
    handled = at_doors_kg(study.scenario, study.plan, item, position)
    return amount(sum(handled.values()), "kg", language)


def _left(scenario: Scenario, stop: Stop) -> list[str]:
    return [scenario.family[name].label for name in left_behind(scenario, stop)]


def _lines(study: Study, item: Round, position: int, language: Language) -> list[Data]:
    scenario = study.scenario
    handled = at_doors_kg(scenario, study.plan, item, position)
    found = []
    for family in scenario.families:
        kg = handled.get(family.id, 0.0)
        if kg < 0.05:
            continue
        found.append(
            {
                "family": family.label,
                "kg": amount(kg, "kg", language, 0 if kg >= 10 else 1),
                "crates": _crates(study, item, position, family.id, kg, language),
                "told_in": "kg" if family.handed_kg is None else UNIT_SIGN,
                "temperature": family.temperature,
                "keep": TEMPERATURE_NAMES[family.temperature].in_(language),
            }
        )
    return found


def _crates(
    study: Study, item: Round, position: int, family: str, kg: float, language: Language
) -> str:
    """Return how many are counted: loads of whole units, the family's own units, else crates."""
    counted = units_said(study.scenario.family[family], kg, language)
    units = [u for u in units_at(study.scenario, item, position) if u.family == family]
    if units:
        loads = count(len(units), "load", language)
        return f"{loads}, {counted}" if counted else loads
    return counted or count(crates(study.scenario, family, kg), "crate", language)
