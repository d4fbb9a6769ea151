"""What the journal and the calendar of weeks say: pages for a terminal, and lines as CSV."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from models.base import Language
from models.dates import full_date
from models.numbers import amount, number
from models.scenario import Scenario
from models.visits import OUTCOME_NAMES, Journal, Outing, RejectCause, Visit
from scenarios.weighing.rows import NONE
from service.ledger.chain import Checked, Line
from service.ledger.corrections import plain
from service.ledger.weeks import WeekState
from service.pages.page import Alert, Cell, Number, Page, Section, Table, Words, table_of
from service.words.journal import journal_word
from service.words.sentences import count

CAUSES: tuple[RejectCause, ...] = get_args(RejectCause)
MOST_CORRECTIONS = 200
"""Corrections shown, the newest first."""
COLUMNS = (
    *("town", "day", "store", "association", "holder", "round", "pickup", "outcome"),
    *("family", "kg", "crates", *(f"rejected_{cause}_kg" for cause in CAUSES)),
    *("time_left", "lot_number", "date_kind", "until", "arrived", "waited_min"),
    *("temperature", "note", "vehicle", "owner", "km", "hours", "people"),
)
"""Titles that ``ramasse weigh`` reads again."""


def journal_page(
    world: Scenario,
    told: Journal,
    checked: Checked,
    language: Language,
    corrected: Sequence[tuple[Line, Line]] = (),
) -> Page:
    """Return what a town told, by store and association, and whether its chain is whole.

    Parameters
    ----------
    corrected
        Lines in whose place others stand, each with the one after it.
    """

    def say(key: str, **values: object) -> str:
        return journal_word(key, language, **values)

    stores: dict[str, list[Visit]] = defaultdict(list)
    takers: dict[str, list[Visit]] = defaultdict(list)
    for one in told.visits:
        stores[one.donor].append(one)
        takers[one.association].append(one)
    labels = {one.id: one.label for one in world.donors}
    labels |= {one.id: one.label for one in world.associations}
    tables = [
        _by(say(head), found, labels, language)
        for head, found in (("donor", stores), ("association", takers))
    ]
    table = corrections_table(corrected, world, language)
    mended = (Section(say("corrections"), (table,)),) if corrected else ()
    digest = checked.digest[:16] or "–"
    chain = "chain_broken" if checked.broken is not None else "chain_whole"
    line = say(chain, lines=checked.lines, digest=digest, line=checked.broken)
    alerts = (Alert(line, "error"),) if checked.broken is not None else ()
    return Page(
        title=world.label,
        subtitle=say("journal"),
        answer=say(
            "answer_journal",
            visits=number(len(told.visits), language),
            weeks=count(len(told.weeks), "week", language),
            kg=amount(sum(one.kg for one in told.visits), "kg", language),
            gone=amount(sum(one.rejected_kg for one in told.visits), "kg", language),
        ),
        alerts=alerts,
        sections=(
            Section(say("visits"), tuple(tables)),
            Section(say("outings"), (_outings(told.outings, world, language),)),
            *mended,
            Section(say("chain"), (line,)),
        ),
    )


def corrections(lines: Iterable[Line]) -> list[tuple[Line, Line]]:
    """Return the lines in whose place others stand, each with that one, the newest first."""
    found, by_number = [], {}
    for one in lines:
        by_number[one.number] = one
        if one.replaces is not None and one.replaces in by_number:
            found.append((by_number[one.replaces], one))
    return found[::-1]


def corrections_table(
    found: Sequence[tuple[Line, Line]], world: Scenario, language: Language
) -> Table:
    """Return what was told and what stands in its place."""
    labels = {one.id: one.label for one in world.donors}
    labels |= {one.id: one.label for one in world.vehicles}

    def what(line: Line) -> str:
        if line.untold:
            return journal_word("not_told_any_more", language)
        if line.kind == "outing":
            out = Outing.model_validate_json(line.content)
            return amount(out.km, "km", language)
        visit = Visit.model_validate_json(line.content)
        if visit.outcome != "done":
            return OUTCOME_NAMES[visit.outcome].in_(language)
        return amount(visit.kg, "kg", language)

    return table_of(
        found[:MOST_CORRECTIONS],
        (journal_word("date", language), lambda pair: full_date(pair[1].day, language)),
        (journal_word("told_of_what", language), lambda pair: _place(pair[1], labels)),
        (journal_word("was_told", language), lambda pair: what(pair[0])),
        (journal_word("is_told_now", language), lambda pair: what(pair[1])),
        (journal_word("cause", language), lambda pair: pair[1].reason),
    )


def _place(line: Line, labels: Mapping[str, str]) -> str:
    """Return whose visit or outing a line tells."""
    name = line.place.partition("/")[0]
    return labels.get(name, name)


def _by(
    head: str, found: dict[str, list[Visit]], labels: dict[str, str], language: Language
) -> Table:
    rows = sorted(found.items(), key=lambda pair: labels.get(pair[0], pair[0]))
    return table_of(
        rows,
        (head, lambda pair: labels.get(pair[0], pair[0])),
        (journal_word("visits_told", language), lambda pair: float(len(pair[1]))),
        (
            journal_word("empty_handed", language),
            lambda pair: float(sum(one.outcome != "done" for one in pair[1])),
        ),
        (journal_word("came_in", language), lambda pair: sum(one.kg for one in pair[1])),
        (journal_word("thrown", language), lambda pair: sum(one.rejected_kg for one in pair[1])),
    )


def _outings(outings: Sequence[Outing], world: Scenario, language: Language) -> Table:
    by_vehicle: dict[str, list[Outing]] = defaultdict(list)
    for one in outings:
        by_vehicle[one.vehicle].append(one)

    def label(name: str) -> str:
        return world.vehicle[name].label if name in world.vehicle else name

    return table_of(
        sorted(by_vehicle.items()),
        (journal_word("vehicle", language), lambda pair: label(pair[0])),
        (journal_word("outings", language), lambda pair: float(len(pair[1]))),
        (journal_word("km_driven", language), lambda pair: sum(one.km for one in pair[1])),
        (
            journal_word("hours_out", language),
            lambda pair: Number(sum(one.hours for one in pair[1]), 1),
        ),
    )


def calendar_page(world: Scenario, weeks: Sequence[WeekState], language: Language) -> Page:
    """Return how far each week of a town is."""

    def say(key: str) -> str:
        return journal_word(key, language)

    def state(one: WeekState) -> Words:
        told = [say(f"state_{one.state}")]
        told += [say("withdrawn_short")] * bool(one.withdrawn and not one.published)
        if one.state in DONE:
            return Words(", ".join(told), "good")
        return Words(", ".join(told), "weak" if one.state == "nothing" else "")

    def figure(one: WeekState, kg: float) -> Number:
        return Number(kg if one.told else None)

    def visits(one: WeekState) -> Cell:
        if one.planned is None:
            return Number(one.told or None)
        return journal_word("told_of", language, told=one.planned_told, planned=one.planned)

    table = table_of(
        weeks,
        (say("week_of"), lambda one: full_date(one.week_of, language)),
        (say("state"), state),
        (say("visits_told"), visits),
        (say("came_in"), lambda one: figure(one, one.kg)),
        (say("thrown"), lambda one: figure(one, one.rejected_kg)),
    )
    return Page(
        title=world.label,
        subtitle=say("calendar"),
        answer=say("calendar_lead") if weeks else journal_word("answer_nothing", language),
        alerts=(),
        sections=(Section(say("weeks"), (table,)),),
    )


DONE = ("weighed", "closed")


def as_csv(told: Journal) -> str:
    """Return what a town told as CSV: a line a family of each visit, then the outings."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for one in told.visits:
        writer.writerows(_visit(told.town, one))
    for out in told.outings:
        values = out.model_dump(mode="json")
        writer.writerow({"town": told.town, **{k: v for k, v in values.items() if k in COLUMNS}})
    return text.getvalue()


def _visit(town: str, visit: Visit) -> Iterable[dict[str, object]]:
    common: dict[str, object] = {
        "town": town,
        "day": visit.day,
        "store": visit.donor,
        "association": visit.association,
        "holder": visit.holder,
        "round": visit.round,
        "pickup": visit.pickup or NONE,
        "outcome": visit.outcome,
        "arrived": visit.arrived,
        "waited_min": visit.waited_min or None,
        "temperature": visit.temperature_c,
        "note": plain(visit.note),
    }
    if not visit.food:
        yield common
    for one in visit.food:
        yield common | {
            "family": one.family,
            "kg": f"{one.kg:.3f}",
            "crates": one.crates,
            **{f"rejected_{cause}_kg": one.rejected_kg.get(cause) for cause in CAUSES},
            "time_left": one.use_by,
            "lot_number": plain(one.lot),
            "date_kind": one.date_kind,
            "until": one.until,
        }
