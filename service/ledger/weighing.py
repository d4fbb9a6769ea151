"""Weighing in: what is told is checked against the town and what is written, then written whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from models.base import Text
from models.dates import dated
from models.numbers import number
from models.recurrence import monday_of
from models.scenario import Scenario
from models.visits import OUTCOME_NAMES, Outing, Visit
from scenarios.faults import Complaint, Fault, ordered
from scenarios.weighing import Remark, Said, Told, alone, checked, words
from service.ledger.chain import Line
from service.ledger.journal import Clash, Standing, Telling, clashes, key_of
from service.ledger.refusals import ClashError
from service.ledger.week_visits import WeekVisit

if TYPE_CHECKING:
    from service.ledger.journal_store import Beside
    from service.ledger.store import Ledger


@dataclass(frozen=True)
class Weighed:
    """What came of a weighing-in."""

    written: int
    """Lines; 0 when something is wrong, or all was written before."""
    faults: tuple[Fault, ...]
    doubts: tuple[Fault, ...]
    """What must be looked at again, or said to be so."""
    warnings: tuple[Fault, ...]
    meanwhile: bool = False
    """Whether somebody else wrote something of it since it was begun, which is told."""

    @property
    def refused(self) -> bool:
        """Whether nothing was written for a fault or a doubt."""
        return bool(self.faults or self.doubts)


def today_in(world: Scenario) -> date:
    """Return today's date in the time zone of a town."""
    return datetime.now(ZoneInfo(world.time_zone)).date()


def weigh(
    ledger: Ledger,
    world: Scenario,
    told: Told,
    *,
    seen: int | None = None,
    correcting: bool = False,
    reason: str = "",
    sure: bool = False,
    planned: Sequence[WeekVisit] = (),
    today: date | None = None,
    beside: Beside | None = None,
) -> Weighed:
    """Check all that is told of a town's days, and write it: all of it or nothing.

    Parameters
    ----------
    seen
        Number of the town's last line when the telling was begun; now when absent.
    correcting
        Whether it stands in place of what was told before.
    reason
        Why it corrects; a closed week asks for it.
    sure
        Whether someone said that what is doubtful is so.
    planned
        The visits of the week's plan, if one is known: it says rounds and what is expected.
    beside
        Writes what goes with it in the same database: with it, or not at all.

    Raises
    ------
    service.ledger.LedgerError
        When the database refuses.
    """
    days = [one.day for _, one in (*told.visits, *told.untold)]
    days += [one.day for _, one in told.outings]
    if not days:
        return Weighed(0, ordered(told.complaints), (), ())
    there = ledger.standing(world.id, min(days), max(days))
    rows: dict[tuple[date, str | None], WeekVisit] = {
        (one.day, one.pickup): one for one in planned if one.pickup is not None
    }
    visits = [
        (said, _known(said, one, there, rows, correcting=correcting)) for said, one in told.visits
    ]
    told = replace(told, visits=visits)
    telling = Telling(
        tuple(one for _, one in visits),
        tuple(one for _, one in told.outings),
        tuple(one for _, one in told.untold),
        there.last if seen is None else seen,
        correcting,
        reason.strip(),
    )
    remarks = checked(told, world, today or today_in(world), _expected(planned))
    remarks += _clashing(told, clashes(telling, there), world)
    remarks += _both_ways(told, there, world)
    found = _sorted(told, remarks)
    if found.faults or (found.doubts and not sure):
        return found
    try:
        written = ledger.tell(world.id, telling, beside)
    except ClashError as error:
        return _sorted(told, _clashing(told, error.clashes, world))
    return Weighed(written, (), (), found.warnings)


def _sorted(told: Told, remarks: Sequence[Remark]) -> Weighed:
    by_kind: dict[str, list[Complaint]] = {"fault": [*told.complaints], "doubt": [], "warning": []}
    for one in remarks:
        by_kind[one.kind].append(one.said.complaint(one.field, one.text))
    faults, doubts, warnings = (ordered(found) for found in by_kind.values())
    meanwhile = any(one.meanwhile for one in remarks)
    return Weighed(0, faults, doubts, warnings, meanwhile)


def _known(
    said: Said,
    visit: Visit,
    there: Standing,
    planned: Mapping[tuple[date, str | None], WeekVisit],
    *,
    correcting: bool,
) -> Visit:
    """Return a visit with who went and on which round: as said, else as written, else as planned.

    Of a donation that another association is written to have gone for, whoever is said went alone.
    """
    said_who = not said.values or "association" in said.values
    line = there.lines.get(key_of(visit))
    if line is not None and not line.untold and visit.pickup is not None:
        written = read_visit(line)
        if not said_who:
            return visit.changed(
                association=written.association, round=visit.round or written.round
            )
        if not correcting and written.association != visit.association:
            return alone(visit)
    row = planned.get((visit.day, visit.pickup))
    if row is None or visit.round is not None:
        return visit
    who = visit.association if said_who else row.association
    return visit.changed(round=row.round, association=who or visit.association)


def _expected(planned: Sequence[WeekVisit]) -> dict[str, Mapping[str, float]] | None:
    """Return what a plan expects, kg by donation, then family."""
    return {one.pickup: one.expected_kg for one in planned if one.pickup is not None} or None


def read_visit(line: Line) -> Visit:
    """Return the visit that a line tells."""
    return Visit.model_validate_json(line.content)


def _clashing(told: Told, found: Sequence[Clash], world: Scenario) -> list[Remark]:
    """Return what is said of things that what is written does not allow."""
    rows: dict[int, Said] = {
        id(one): said for said, one in (*told.visits, *told.outings, *told.untold)
    }
    made = []
    for clash in found:
        said = rows[id(clash.told)]
        field = "donor" if isinstance(clash.told, Visit) else "vehicle"
        if clash.why == "closed":
            text = words.CLOSED.format(week=dated(monday_of(clash.told.day)))
        elif clash.line is None or clash.why == "twice":
            text = words.TWICE.format(what=_what(clash.told, world))
        else:
            chosen = words.MEANWHILE if clash.why == "meanwhile" else words.TOLD
            written = clash.told if clash.line.untold else _read(clash.line)
            text = chosen.format(line=clash.line.number, what=_what(written, world))
        made.append(Remark(said, field, text, meanwhile=clash.why == "meanwhile"))
    return made


def _both_ways(told: Told, there: Standing, world: Scenario) -> list[Remark]:
    """Return visits told of a donation and, by the same association, of none on the same day."""
    met: dict[tuple[date, str, str], tuple[Visit, int | None]] = {}
    for line in there.told:
        if line.kind == "visit":
            one = read_visit(line)
            met[one.day, one.donor, one.association] = one, line.number
    made = []
    for said, one in told.visits:
        key = (one.day, one.donor, one.association)
        before = met.setdefault(key, (one, None))
        if (before[0].pickup is None) != (one.pickup is None):
            values = {"line": before[1], "what": _what(before[0], world)}
            text = words.TWICE if before[1] is None else words.TOLD
            made.append(Remark(said, "donor", text.format(**values)))
    return made


def _read(line: Line) -> Visit | Outing:
    return read_visit(line) if line.kind == "visit" else Outing.model_validate_json(line.content)


def _what(told: Visit | Outing, world: Scenario) -> Text:
    """Return a visit or an outing in a few words: whose, when, how much."""
    if isinstance(told, Outing):
        vehicle = world.vehicle.get(told.vehicle)
        name = told.vehicle if vehicle is None else vehicle.label
        amount = Text(fr=f"{number(told.km, 'fr', 1)} km", en=f"{number(told.km, 'en', 1)} km")
    else:
        store = world.donor.get(told.donor)
        name = told.donor if store is None else store.label
        weight = Text(fr=f"{number(told.kg, 'fr', 1)} kg", en=f"{number(told.kg, 'en', 1)} kg")
        amount = weight if told.outcome == "done" else OUTCOME_NAMES[told.outcome]
    day = dated(told.day)
    return Text(fr=f"{name}, {day.fr}, {amount.fr}", en=f"{name}, {day.en}, {amount.en}")
