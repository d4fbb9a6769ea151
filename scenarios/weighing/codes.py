"""Codes that a driver's telephone gives back: what was told of a round, as letters to paste.

A code is ``RM1.<body>.<check>.``: the body is JSON in base64, the check its CRC-32 in hexadecimal.
The body is ``[town, Monday, round, digest of the round, visits, outing]``; a visit is
``[stop, outcome, arrived, waited, temperature, food, rejected, note]``, empty ends left out: stops,
outcomes, families and causes by their numbers, the arrival in minutes since midnight, food as
``family, kg, crates`` one after the other (units, of a family counted in some), with null for what
is not told; the outing is ``[km, minutes, people]``.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, get_args

from models.base import Text, clock
from models.dates import dated
from models.plan import Plan, Round
from models.scenario import Scenario
from models.visits import RejectCause, VisitOutcome
from scenarios.faults import Complaint, Mark, shown
from scenarios.weighing import code_words as words
from scenarios.weighing.cells import Said
from scenarios.weighing.columns import CRATES, KG, REJECTED, UNITS
from scenarios.weighing.rows import Told, read_rows

BEGINS = "RM1."
LONGEST = 1_200
"""Letters of one code: of what is longer several are made, each read by itself."""
MOST_TEXT = 100_000
"""Letters of a text in which codes are looked for."""
OUTCOMES: tuple[VisitOutcome, ...] = get_args(VisitOutcome)
CAUSES: tuple[RejectCause, ...] = get_args(RejectCause)
_CODE = re.compile(r"RM1\.([A-Za-z0-9+/]{1,4000})\.([0-9a-f]{8})\.")
_BETWEEN = re.compile(r"[\s>\u00a0\u200b-\u200f\u2060\ufeff]+")
"""What a message puts within a code: ends of lines, marks of quotes, signs that nobody sees."""


@dataclass(frozen=True)
class RoundCode:
    """What one code says, before it is held against a plan."""

    town: str
    week_of: date
    round: str
    digest: str
    visits: tuple[Sequence[Any], ...] = ()
    outing: Sequence[Any] | None = None


@dataclass
class CodesRead:
    """What a text with codes says."""

    codes: list[RoundCode] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)


def round_digest(world: Scenario, item: Round) -> str:
    """Return what tells a round from another: its stops in order, and the families by number."""
    stops = [(stop.site, stop.pickup) for stop in item.collected]
    families = [one.id for one in world.families]
    whole = [world.id, str(world.week_of), item.id, item.day, item.vehicle, stops, families]
    return sha256(json.dumps(whole).encode()).hexdigest()[:10]


def written(code: RoundCode) -> str:
    """Return a code as it is pasted.

    Examples
    --------
    >>> made = written(RoundCode("aubagne", date(2026, 11, 23), "tue-van", "0123456789", ([0, 1],)))
    >>> made
    'RM1.WyJhdWJhZ25lIiwiMjAyNi0xMS0yMyIsInR1ZS12YW4iLCIwMTIzNDU2Nzg5IixbWzAsMV1dLG51bGxd.de9e5cb4.'
    >>> codes_in(made).codes[0].visits
    ([0, 1],)
    """
    parts = [code.town, str(code.week_of), code.round, code.digest, list(code.visits), code.outing]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
    body = base64.b64encode(text).decode().rstrip("=")
    return f"{BEGINS}{body}.{zlib.crc32(body.encode()):08x}."


def codes_in(text: str) -> CodesRead:
    """Return the codes in a text, and what is wrong with those that are damaged."""
    found = CodesRead()
    if len(text) > MOST_TEXT:
        found.complaints.append(_about("", words.LONG.format(most=MOST_TEXT)))
        return found
    whole = _BETWEEN.sub("", text)
    for body, check in dict.fromkeys(_CODE.findall(whole)):
        code = _read(body) if f"{zlib.crc32(body.encode()):08x}" == check else None
        if code is None:
            found.complaints.append(_about("", words.DAMAGED))
        else:
            found.codes.append(code)
    if whole.count(BEGINS) > len(_CODE.findall(whole)):
        found.complaints.append(_about("", words.CUT))
    elif not found.codes and not found.complaints:
        found.complaints.append(_about("", words.NONE))
    return found


def read_codes(
    text: str, world: Scenario, plans: Iterable[Plan] | Callable[[], Iterable[Plan]]
) -> Told:
    """Return what the codes in a text tell of a week of a town.

    Parameters
    ----------
    world
        The town in its week.
    plans
        Those of the week: the first that has a code's round as it was planned then is its own.
    """
    found = codes_in(text)
    told = Told(complaints=list(found.complaints))
    known = list(plans() if callable(plans) else plans) if found.codes else []
    rows: dict[str, tuple[RoundCode, Said]] = {}
    for code in found.codes:
        item = _round_of(code, world, known, told.complaints)
        if item is None:
            continue
        try:
            said = _rows(code, item, world)
        except (ValueError, TypeError, LookupError, OverflowError):
            told.complaints.append(_about("", words.DAMAGED))
            continue
        for one in said:
            rows.setdefault(json.dumps(dict(one.values), default=str, sort_keys=True), (code, one))
    read = read_rows([one for _, one in rows.values()], world)
    told.visits = [(said, one.changed(by_telephone=True)) for said, one in read.visits]
    told.outings = [(said, one.changed(by_telephone=True)) for said, one in read.outings]
    told.complaints += read.complaints
    return told


def _about(place: str, text: Text) -> Complaint:
    return Complaint(Mark(place), "", text)


def _read(body: str) -> RoundCode | None:
    """Return what a body says; none when it is not one."""
    try:
        text = base64.b64decode(body + "=" * (-len(body) % 4), validate=True).decode()
        town, week_of, item, digest, visits, outing = json.loads(text, parse_constant=_refused)
        named = all(isinstance(one, str) and len(one) <= 60 for one in (town, item, digest))
        lists = isinstance(visits, list) and all(isinstance(one, list) for one in visits)
        if not named or not lists or not isinstance(outing, list | None):
            return None
        return RoundCode(town, date.fromisoformat(week_of), item, digest, tuple(visits), outing)
    except (binascii.Error, ValueError, TypeError, RecursionError):
        return None


def _refused(name: str) -> None:
    raise ValueError(name)


def _round_of(
    code: RoundCode, world: Scenario, plans: Sequence[Plan], complaints: list[Complaint]
) -> Round | None:
    """Return the round of a code, or say kindly of what it is."""
    if code.town != world.id:
        text = words.OTHER_TOWN.format(found=shown(code.town), town=world.label)
    elif code.week_of != world.week_of:
        text = words.OTHER_WEEK.format(found=dated(code.week_of), week=dated(world.week_of))
    elif not plans:
        text = words.NO_PLAN
    else:
        named = [plan.round[code.round] for plan in plans if code.round in plan.round]
        item = next((one for one in named if round_digest(world, one) == code.digest), None)
        if item is not None:
            return item
        text = words.OTHER_PLAN.format(round=shown(code.round))
    complaints.append(_about("", text))
    return None


def _rows(code: RoundCode, item: Round, world: Scenario) -> list[Said]:
    """Return the visits and the outing of a code as rows; raise when it is not well formed."""
    day = world.date_of(item.day)
    rows = []
    for visit in code.visits:
        values = _visit(visit, item, world)
        whose = world.donor[values["donor"]].label
        rows.append(Said({"day": day, "round": item.id, **values}, place=whose))
    if code.outing is not None:
        km, minutes, people = code.outing
        values = {"vehicle": item.vehicle, "km": _number(km), "hours": _number(minutes) / 60}
        values["hours"] = round(values["hours"], 2)
        values |= {} if people is None else {"people": _number(people)}
        whose = world.vehicle[item.vehicle].label
        rows.append(Said({"day": day, "round": item.id, **values}, place=whose))
    return rows


def _visit(visit: Sequence[Any], item: Round, world: Scenario) -> dict[str, Any]:
    padded = [*visit, *[None] * 8][:8]
    number, outcome, arrived, waited, degrees, food, rejected, note = padded
    if len(visit) > 8:
        raise ValueError(visit)
    stop = item.collected[_index(number)]
    values: dict[str, Any] = {
        "donor": stop.site,
        "pickup": stop.pickup,
        "outcome": OUTCOMES[_index(outcome)],
    }
    if arrived is not None:
        values["arrived"] = clock(60 * _index(arrived))
    if waited is not None:
        values["waited_min"] = _number(waited)
    if degrees is not None:
        values["temperature_c"] = _number(degrees)
    for family, kg, crates in _by(3, food):
        known = world.families[_index(family)].id
        values |= {} if kg is None else {f"{KG}{known}": _number(kg)}
        # what a telephone counts: the family's own units where it has some
        counted = CRATES if world.families[_index(family)].unit is None else UNITS
        values |= {} if crates is None else {f"{counted}{known}": _number(crates)}
    for cause, kg in _by(2, rejected):
        values[f"{REJECTED}{CAUSES[_index(cause)]}"] = _number(kg)
    if note:
        if not isinstance(note, str):
            raise TypeError(note)
        values["note"] = note
    return values


def _by(size: int, values: Any) -> Iterable[Sequence[Any]]:
    if values is None:
        return []
    if not isinstance(values, list) or len(values) % size:
        raise ValueError(values)
    return [values[n : n + size] for n in range(0, len(values), size)]


def _index(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float):
        raise TypeError(value)
    return float(value)
