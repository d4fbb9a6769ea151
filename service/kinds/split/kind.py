"""A week's food split fairly: what ``ramasse allocate`` does."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from models.allocation import Allocation, Supply
from models.base import Language, Model, Text
from models.dates import dated
from models.fields import en, fr
from models.findings import Finding
from models.history import History
from models.planned_stops import PlannedStop
from models.scenario import Scenario
from models.study import Study
from scenarios import ScenarioError
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, OnForm, Option, RunId, SentFile
from service.asking.given import Given
from service.asking.kind import Kind, Next, NoAnswerError
from service.asking.late import Late
from service.asking.telling import AnyFault
from service.kinds.split import ROOM
from service.kinds.split.words import ALLOCATION, RECEIPTS, WORKBOOK, split_word
from service.kinds.week.kind import applies
from service.sources import opened
from service.words.field_faults import FieldFault
from tabular.scratch import scratch

if TYPE_CHECKING:
    from models.visits import Journal
    from scenarios import Loaded

ALONE_S = 20.0
"""Seconds given to the reference of each going alone, at most; it is proved long before."""


class SplitAsked(AskedOfScenario):
    """A week's food to be split."""

    kind: Literal["split"] = "split"
    variant: fields.Variant = None
    supply: Annotated[
        RunId | None,
        EarlierRun(("week", "replan", "hand_plan"), otherwise="lots"),
        Option(metavar="FICHIER"),
        fr(
            "Semaine planifiée",
            "study.json d'une semaine planifiée, ou lots pesés (.csv, .xlsx) ; sinon la semaine "
            "attendue.",
        ),
        en(
            "Planned week",
            "study.json of a planned week, or weighed-in lots (.csv, .xlsx); else the expected "
            "week.",
        ),
    ] = None
    lots: Annotated[
        SentFile | None,
        OnForm(first=True),
        fr("Lots pesés (.csv, .xlsx), s'il y en a"),
        en("Weighed-in lots (.csv, .xlsx), if any"),
    ] = None
    weighed: Annotated[
        bool,
        fr(
            "Ce qui est vraiment rentré",
            "Répartir ce que le journal dit de la semaine, et ce qui change par rapport au plan.",
        ),
        en(
            "What really came in",
            "Split what the journal says of the week, and what changes against the plan.",
        ),
    ] = False
    measured: fields.Measured = False

    @property
    def settles(self) -> bool:
        """Whether what really came in is split."""
        return self.weighed

    @classmethod
    def contradictions(cls, values: Mapping[str, Any]) -> Iterator[FieldFault]:
        """Yield that a week and lots are given, or lots and what the journal says."""
        if values.get("supply") is not None and values.get("lots") is not None:
            yield FieldFault("lots", BOTH, {})
        if values.get("weighed") and values.get("lots") is not None:
            yield FieldFault("lots", LOTS_OR_JOURNAL, {})
        other = any(values.get(name) is not None for name in ("supply", "lots"))
        if values.get("measured") and (other or values.get("weighed")):
            yield FieldFault("measured", EXPECTED_ALONE, {})


@contextmanager
def _lots(asked: SplitAsked, given: Given) -> Iterator[Path | None]:
    """Yield the path of the weighed-in lots, if there are some."""
    if asked.lots is None:
        yield given.files.get("lots")
        return
    with scratch() as folder:
        path = folder / asked.lots.name
        path.write_bytes(base64.b64decode(asked.lots.content))
        yield path


def _supply(asked: SplitAsked, given: Given, scenario: Scenario) -> Supply | None:
    """Return the lots that are to be split, if some are given.

    Raises
    ------
    ScenarioError
        They have faults.
    """
    from scenarios.lots import read_lots

    with _lots(asked, given) as path:
        return None if path is None else read_lots(path, scenario)


def _faults(asked: SplitAsked, given: Given) -> list[AnyFault]:
    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    faults: list[AnyFault] = list(_counts(world))
    try:
        _supply(asked, given, world)
    except binascii.Error:
        faults.append(FieldFault("lots.content", NO_BASE64))
    except ScenarioError as error:
        faults += error.faults
    week = given.earlier.get("supply")
    if isinstance(week, Study):
        faults += _other_week(week, world)
    return faults


def _counts(scenario: Scenario) -> Iterator[FieldFault]:
    """Yield the counts of people that are dated after the week."""
    last = scenario.week_of + timedelta(days=6)
    for one in scenario.associations:
        if one.counted_on is not None and one.counted_on > last:
            values = {"who": one.label, "on": one.counted_on, "week": scenario.week_of}
            yield FieldFault("", split_word["future"].format(**values))


def _other_week(study: Study, scenario: Scenario) -> Iterator[FieldFault]:
    """Yield that a study is of another town or week, if it is."""
    found, wanted = study.scenario, scenario
    if (found.id, found.week_of) != (wanted.id, wanted.week_of):
        values = {
            "found": f"{found.label}, {found.week_of}",
            "wanted": f"{wanted.label}, {wanted.week_of}",
        }
        yield FieldFault("supply", split_word["other_town"], values)


def _work(asked: SplitAsked, given: Given) -> Allocation:
    with opened(given.source, asked.variant, asked.sets) as found:
        world = given.as_measured(found.scenario, asked=asked.measured)
        history = given.past(world)
        week = given.earlier.get("supply")
        if asked.weighed:
            if given.files.get("lots") is not None:
                raise NoAnswerError(FieldFault("lots", LOTS_OR_JOURNAL, {}), refused=True)
            plan = week if isinstance(week, Study) else None
            stops = given.stops(world)
            return weighed_split(found, given.journal(world), plan, history, stops=stops)
        if isinstance(week, Study):
            from solver.split import allocate_plan

            return _held(allocate_plan(week, history=history))
        supply = _supply(asked, given, world)
        made = _held(_allocated(replace(found, scenario=world), supply, history))
        told = () if supply is None else supply.told
        notes = [Finding(code="not_read", severity="warning", text=one) for one in told]
        return made.changed(findings=(*notes, *made.findings))


def weighed_split(
    found: Loaded,
    journal: Journal,
    week: Study | None,
    history: History,
    *,
    stops: Sequence[PlannedStop] | None = None,
    compare: bool = True,
) -> Allocation:
    """Split what really came in, and say what changes against the plan.

    Parameters
    ----------
    journal
        What the town told of the week, at least.
    week
        What was planned of it; the expected week when absent.
    stops
        Those that it was published with, if it was with a plan.
    compare
        Also split by every other rule.

    Raises
    ------
    NoAnswerError
        Nothing of the week was told.
    """
    from service.ledger.week_visits import planned_visits
    from solver.allocation.supply import expected
    from solver.allocation.weighed import came_in, reach_of
    from solver.split import allocate, allocate_plan
    from solver.study_beginning import points_of

    world = found.scenario
    if not came_in(world, journal).lots:
        values = {"week": dated(world.week_of)}
        raise NoAnswerError(FieldFault("weighed", NOTHING_TOLD, values), refused=True)
    alone = None if week is None or week.alone is None else points_of(week.scenario, week.alone)
    if week is None:
        before = allocate(world, expected(world), history=history, compare=False)
        supply = came_in(world, journal)
    else:
        before = allocate_plan(week, history=history, compare=False)
        supply = came_in(world, journal, reach_of(week.plan, before.supply.lots))
    made = _held(_allocated(found, supply, history, alone, compare=compare))
    standings = tuple(
        one.changed(planned_kg=before.standing[one.association].received_kg)
        for one in made.standings
    )
    told = {(one.day, one.pickup) for one in journal.visits}
    due = planned_visits(world, None if week is None else week.plan) if stops is None else stops
    planned = [(one.day, one.pickup) for one in due]
    missing = sum(one not in told for one in planned)
    notes = [
        Finding(
            code="not_told",
            severity="warning",
            text=NOT_TOLD.format(missing=missing, planned=len(planned)),
        )
    ] * (missing > 0)
    return made.changed(
        planned=before.planned, standings=standings, findings=(*notes, *made.findings)
    )


def _held(made: Allocation) -> Allocation:
    """Return a split that the independent checker accepts.

    Raises
    ------
    NoAnswerError
        It refuses it.
    """
    broken = [one.text for one in made.findings if one.severity == "violation"]
    if broken:
        told = Text(fr=" ".join(one.fr for one in broken), en=" ".join(one.en for one in broken))
        raise NoAnswerError(REFUSED.format(told=told))
    return made


def _allocated(
    found: Loaded,
    given: Supply | None,
    history: History,
    alone: Mapping[str, float] | None = None,
    *,
    compare: bool = True,
) -> Allocation:
    """Split a week: the lots that are given, else what the scenario expects.

    Parameters
    ----------
    alone
        Points that each would have alone, where a study knows them.
    """
    from solver.allocation.supply import expected
    from solver.split import allocate, alone_points, scaled
    from solver.travel import matrix

    floors = dict(alone or {})
    if alone is None and any(pool.mode != "alone" for pool in found.scenario.policy.pools):
        travel = matrix(found.scenario, found.folder)
        floors = alone_points(found.scenario, travel, time_limit_s=ALONE_S)
    supply = expected(found.scenario)
    if given is not None:
        supply, floors = given, scaled(floors, given, found.scenario)
    return allocate(found.scenario, supply, history=history, floors=floors, compare=compare)


def _files(study: Allocation, language: Language) -> dict[str, bytes]:
    from service.files import passed_on
    from service.kinds.split.notes_workbook import workbook
    from service.kinds.split.receipts import receipts

    return {
        WORKBOOK: workbook(study, language),
        RECEIPTS: receipts(study, language),
        ALLOCATION: passed_on(study.model_dump_json(indent=1)).encode(),
    }


def _next(study: Allocation) -> Sequence[Next]:
    from service.ledger.publishing import settles

    do = "settle" if settles(study) else "publish"
    return [Next(split_word[do], "publish", lead=split_word[f"{do}_lead"])]


def _before_publishing(study: Allocation, earlier: Mapping[str, Model]) -> Sequence[Text]:
    """Return what is half planned or unshared: food left at stores, promises, lots for nobody."""
    from service.ledger.publishing import unshared

    found: list[Text] = list(unshared(study))
    week = earlier.get("supply")
    if isinstance(week, Study):
        kg = sum(one.kg for one in week.unserved)
        if week.unserved:
            values = {"stops": len(week.unserved), "kg": round(kg)}
            found.append(split_word["half_planned"].format(**values))
        found += [one.text for one in week.findings if one.code == "promise_broken"]
    return found


REFUSED = Text(
    fr="La répartition calculée ne tient pas : {told} Rien n'a été écrit.",
    en="The split that was computed does not hold: {told} Nothing was written.",
)
LOTS_OR_JOURNAL = Text(
    fr="{lots} et {weighed} à la fois. Attendu : un seul. Retirez l'autre.",
    en="Both {lots} and {weighed}. Expected: one of them. Remove the other.",
)
NOTHING_TOLD = Text(
    fr="{field} : rien n'est rentré, d'après le journal, la semaine du {week}. Saisissez d'abord "
    "ce qui est rentré.",
    en="{field}: nothing came in, by the journal, in the week of {week}. Weigh in first what came.",
)
NOT_TOLD = Text(
    fr="Passages prévus qui ne sont pas dits : {missing} sur {planned}. Rien n'en est compté ici.",
    en="Planned visits that are not told: {missing} of {planned}. Nothing of them counts here.",
)
NO_BASE64 = Text(
    fr="Le contenu n'est pas entier. Attendu : le fichier en base64. Envoyez-le de nouveau.",
    en="The content is not whole. Expected: the file in base64. Send it again.",
)
BOTH = Text(
    fr="{supply} et {lots} à la fois. Attendu : un seul. Retirez l'autre.",
    en="Both {supply} and {lots}. Expected: one of them. Remove the other.",
)
EXPECTED_ALONE = Text(
    fr="{measured} avec {supply}, {lots} ou {weighed}. Attendu : la semaine attendue, sans eux. "
    "Retirez l'un ou les autres.",
    en="{measured} with {supply}, {lots} or {weighed}. Expected: the expected week, without them. "
    "Remove one or the others.",
)
SPLIT = Kind(
    room=ROOM,
    resource="splits",
    lead=Text(
        fr="Qui reçoit quoi, et pourquoi : de la semaine attendue, ou de lots pesés. Une semaine "
        "planifiée se répartit depuis sa page.",
        en="Who receives what, and why: of the expected week, or of weighed-in lots. A planned "
        "week is split from its page.",
    ),
    called=Text(fr="Répartition", en="Split"),
    study_called=Text(fr="une répartition", en="a split"),
    asked=SplitAsked,
    study=Allocation,
    example={"kind": "split", "scenario": "aubagne", "supply": "5e2b7c1f90a4d836"},
    applies=applies,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.split.page:split_page"),
    files=_files,
    writes=(WORKBOOK, RECEIPTS, ALLOCATION),
    next=_next,
    before_publishing=_before_publishing,
    brief=True,
    uses=frozenset(("ledger", "journal")),
)
