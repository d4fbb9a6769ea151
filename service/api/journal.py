"""The journal: what came in, visit by visit, told and read; weeks closed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field, StringConstraints

from models.base import Model, Text
from models.recurrence import monday_of
from models.scenario import Scenario
from models.visits import Journal, Outing, Visit, Weighed
from scenarios.weighing import Said, Told
from service.accounts.audit import noted
from service.api.access import AtDesk
from service.api.examples import JOURNAL, TOLD, refusals, shows
from service.api.ledger import Town
from service.ledger.corrections import kg_told
from service.ledger.week_visits import planned_visits
from service.ledger.weighing import weigh
from service.runs.queue import BadInputError
from service.words.field_faults import FieldFault

router = APIRouter(prefix="/journal/{town}", tags=["journal"])
MOST = 5_000
"""Lines of one request, at most."""
First = Annotated[date | None, Query(description="The first day; all when absent.")]
Last = Annotated[date | None, Query(description="The last day, included; all when absent.")]


class FoodTold(Weighed):
    """Food of one family taken at a visit, in kg or in the units that its family is counted in."""

    kg: float = Field(
        default=0.0, ge=0, le=100_000, description="Taken aboard, what is rejected later too."
    )
    units: float | None = Field(
        default=None,
        ge=0,
        le=1e6,
        allow_inf_nan=False,
        description="In place of kg, of a family that is counted in units.",
    )


class VisitTold(Visit):
    """One visit of a store, as a program tells it."""

    food: tuple[FoodTold, ...] = ()


class ToBeTold(Model):
    """What came in on some days of a town."""

    visits: tuple[VisitTold, ...] = Field(default=(), max_length=MOST)
    outings: tuple[Outing, ...] = Field(default=(), max_length=MOST)
    correcting: bool = Field(
        default=False, description="Whether it stands in place of what was told before."
    )
    reason: Annotated[str, StringConstraints(max_length=500)] = Field(
        default="", description="Why it corrects; a closed week asks for it."
    )
    sure: bool = Field(
        default=False, description="Whether someone said that what is doubtful is so."
    )
    seen: int | None = Field(
        default=None, ge=0, description="Number of the last line when this was begun."
    )


class Written(Model):
    """What came of it."""

    written: int = Field(description="Lines; what was written already is not written again.")
    last: int = Field(description="Number of the town's last line.")
    warnings: tuple[Text, ...]


class Chain(Model):
    """Whether every line is as it was written."""

    lines: int
    digest: str = Field(description="Of the last line: it depends on all before.")
    broken: int | None = Field(description="Number of the first line altered or missing.")


class Closed(Model):
    """A week to be closed."""

    week_of: date = Field(description="A day of the week.")


@router.get("/visits", summary="What came in", responses=shows(JOURNAL) | refusals(404))
def visits(desk: AtDesk, town: Town, first: First = None, last: Last = None) -> Journal:
    """Return what a town told of its days, corrections taken in."""
    return desk.ledger.journal(town, first, last)


@router.post(
    "/visits",
    status_code=201,
    summary="Weigh in",
    responses=shows(TOLD, 201) | refusals(404, 409),
)
def told(desk: AtDesk, town: Town, sent: ToBeTold) -> Written:
    """Check and write what came in: all of it or nothing, with all its faults at once."""
    read = [_in_kg(desk.town(town), n, one) for n, one in enumerate(sent.visits)]
    faults = [fault for _, found in read for fault in found]
    if faults:
        raise BadInputError(faults)
    rows = Told(
        [(Said({}, f"visits.{n}"), one) for n, (one, _) in enumerate(read)],
        [(Said({}, f"outings.{n}"), one) for n, one in enumerate(sent.outings)],
    )
    days = {one.day for one in sent.visits}
    weeks = {monday_of(one) for one in days}
    planned = [
        row
        for found in (desk.week(town, one) for one in sorted(weeks))
        if found.plan is not None
        for row in planned_visits(found.world, found.plan)
    ]
    found = weigh(
        desk.ledger,
        desk.town(town),
        rows,
        seen=sent.seen,
        correcting=sent.correcting,
        reason=sent.reason,
        sure=sent.sure,
        planned=planned,
        beside=noted("weighed", town, " ".join(str(one) for one in sorted(weeks))),
    )
    if found.refused:
        raise BadInputError([*found.faults, *found.doubts])
    return Written(
        written=found.written,
        last=desk.ledger.last_line(town),
        warnings=tuple(one.text for one in found.warnings),
    )


def _in_kg(world: Scenario, number: int, told: VisitTold) -> tuple[Visit, list[FieldFault]]:
    """Return a visit in kg, and what of its food says neither kg nor units, or both."""
    food, faults = [], []
    for n, one in enumerate(told.food):
        said = one.kg if "kg" in one.model_fields_set else None
        kg = kg_told(world, one.family, said, one.units)
        if isinstance(kg, FieldFault):
            where = f"visits.{number}.food.{n}.{kg.field}"
            faults.append(FieldFault(where, kg.text, kg.values))
            continue
        values = one.model_dump(exclude={"units"}, exclude_unset=True) | {"kg": kg}
        food.append(Weighed.model_validate(values))
    values = told.model_dump(exclude={"food"}, exclude_unset=True)
    return Visit.model_validate(values | {"food": tuple(food)}), faults


@router.get("/chain", summary="Whether it is intact", responses=refusals(404))
def chain(desk: AtDesk, town: Town) -> Chain:
    """Return whether every line of a town's journal is as it was written."""
    return Chain(**vars(desk.ledger.check_journal(town)))


@router.post("/closed", status_code=201, summary="Close a week", responses=refusals(404))
def closed(desk: AtDesk, town: Town, one: Closed) -> Closed:
    """Close a week: only corrections with a reason follow."""
    desk.town(town)
    monday = monday_of(one.week_of)
    desk.ledger.close_week(town, monday, noted("closed", town, str(monday)))
    return Closed(week_of=monday)
