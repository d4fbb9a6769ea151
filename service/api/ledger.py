"""The ledger: weeks published, what each needed, was promised and keeps, corrections."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path, Query, Response
from pydantic import Field, StringConstraints

from models.base import Model, Slug
from service.accounts.audit import noted
from service.api.access import AtDesk
from service.api.examples import (
    BALANCE,
    CORRECTION,
    ENTRY,
    PUBLISHED,
    WITHDRAWAL,
    gives,
    refusals,
    shows,
)
from service.asking.asked import RunId
from service.ledger import Kind, corrections
from service.runs.queue import BadInputError
from service.store import published
from service.store.once import LONGEST, Beside, asked_of, done_once, together
from service.store.published import PublishedWeek
from service.words.field_faults import FieldFault
from service.words.ledger import ledger_word

router = APIRouter(prefix="/ledger/{town}", tags=["ledger"])
Town = Annotated[
    str, Path(max_length=60, description="Id of the scenario in its file.", examples=["aubagne"])
]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=LONGEST,
        pattern=r"^[\x21-\x7e]+$",
        description="Of your choice, new for each deed: asked again under the same key, it is not "
        "done again and the first answer is given, for seven days.",
        examples=["5f3c9a1e-7d42-4a55-9b0c-2f6a8f0d1c77"],
    ),
]
Weeks = Annotated[int | None, Query(ge=1, le=10_000, description="The last weeks only.")]


class EntryTold(Model):
    """One line of the ledger."""

    week_of: date
    association: str
    family: str
    kind: Kind
    kg: float
    reason: str
    recorded_at: str
    author: str | None = Field(
        default=None, description="Random number of the account that wrote it; names are elsewhere."
    )


class BalanceTold(Model):
    """What one association got over some weeks, kg."""

    association: str
    need_kg: float
    promised_kg: float
    received_kg: float = Field(
        description="What it keeps: promised, as corrected, less refused and returned."
    )
    by_family_kg: dict[str, float]
    weeks: int


class LedgerChain(Model):
    """Whether every deed and its lines are as they were written."""

    lines: int = Field(description="Deeds; what was written before they were chained has none.")
    digest: str = Field(description="Of the last deed: it depends on all before.")
    broken: int | None = Field(description="Number of the first deed altered or missing.")


class Publication(Model):
    """A split to be published."""

    run: RunId = Field(description="An ended run that splits a week.", examples=[PUBLISHED["run"]])


class Correction(Model):
    """A visible line to be added to a published week."""

    week_of: date = Field(description="Monday of the week.")
    association: Slug
    family: Slug
    kind: Literal["received", "refused", "returned"]
    kg: float | None = Field(
        default=None,
        allow_inf_nan=False,
        ge=-1e6,
        le=1e6,
        description="Above 0; for ``received``, the difference to what was promised.",
    )
    units: float | None = Field(
        default=None,
        allow_inf_nan=False,
        ge=-1e6,
        le=1e6,
        description="In place of kg, of a family that is counted in units.",
    )
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500)]


@router.get(
    "/balances", summary="What each association got", responses=shows([BALANCE]) | refusals(404)
)
def balances(desk: AtDesk, town: Town, weeks: Weeks = None) -> list[BalanceTold]:
    """Return what each association needed, was promised and keeps."""
    known = desk.ledger.weeks(town)
    since = None if weeks is None or not known else known[-weeks:][0]
    return [
        BalanceTold(**(vars(one) | {"by_family_kg": dict(one.by_family_kg)}))
        for one in desk.ledger.balances(town, since)
    ]


@router.get("/entries", summary="Every line", responses=shows([ENTRY]) | refusals(404))
def entries(desk: AtDesk, town: Town) -> list[EntryTold]:
    """Return every line of a town, in the order in which they were written."""
    return [
        EntryTold(**(vars(one) | {"recorded_at": one.recorded_at.isoformat()}))
        for one in desk.ledger.entries(town)
    ]


@router.get(
    "/entries.csv",
    summary="Every line, as CSV",
    response_class=Response,
    responses=gives("text/csv", "The lines.") | refusals(404),
)
def entries_csv(desk: AtDesk, town: Town) -> Response:
    """Return every line of a town as ``ramasse ledger export`` writes them."""
    text = corrections.as_csv(desk.ledger.entries(town), desk.ledger.withdrawn(town))
    headers = {"Content-Disposition": 'attachment; filename="registre.csv"'}
    return Response(text, headers=headers, media_type="text/csv")


@router.get("/chain", summary="Whether the ledger is intact", responses=refusals(404))
def ledger_chain(desk: AtDesk, town: Town) -> LedgerChain:
    """Return whether every deed of a town's ledger, and the lines it wrote, are as written."""
    return LedgerChain(**vars(desk.ledger.check_ledger(town)))


@router.get("/weeks", summary="Weeks published", responses=shows([PUBLISHED]) | refusals(404))
def weeks_published(desk: AtDesk, town: Town) -> list[PublishedWeek]:
    """Return the weeks that were published from runs, the newest first."""
    return published.weeks(desk.database, town)


@router.post(
    "/weeks",
    status_code=201,
    summary="Publish a week",
    responses=shows(PUBLISHED, 201) | refusals(404, 409),
)
def week_published(
    desk: AtDesk, town: Town, publication: Publication, key: Key = None
) -> PublishedWeek:
    """Publish what a split promises: a week is published once, and corrected by visible lines."""
    return desk.publish(publication.run, town, key)


class Withdrawal(Model):
    """A publication to be withdrawn."""

    week_of: date = Field(description="Monday of the week.")
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500)]


@router.post(
    "/withdrawals",
    status_code=201,
    summary="Withdraw a published week",
    responses=shows(WITHDRAWAL, 201) | refusals(404, 409),
)
def withdrawn(desk: AtDesk, town: Town, withdrawal: Withdrawal, key: Key = None) -> Withdrawal:
    """Take back a week by a visible line, as long as nothing of it was weighed."""
    if not withdrawal.reason.strip():
        raise BadInputError([FieldFault("reason", ledger_word["no_reason"], {})])
    do = partial(desk.withdraw, town, withdrawal.week_of, withdrawal.reason.strip())
    asked = asked_of("withdraw", town, withdrawal.model_dump(mode="json"))
    return done_once(desk.database, key, asked, withdrawal, do)[0]


@router.post(
    "/corrections",
    status_code=201,
    summary="Correct a published week",
    responses=shows(CORRECTION, 201) | refusals(404, 409),
)
def corrected(desk: AtDesk, town: Town, correction: Correction, key: Key = None) -> Correction:
    """Add a visible line to a published week; nothing written is ever changed."""
    world = desk.town(town)
    kg = corrections.kg_told(world, correction.family, correction.kg, correction.units)
    values = correction.model_dump(exclude={"units"})
    values |= {"week": str(values.pop("week_of")), "kg": 1.0 if isinstance(kg, FieldFault) else kg}
    found = corrections.faults(world, **values)
    if isinstance(kg, FieldFault):
        raise BadInputError([*found, kg])
    if found:
        raise BadInputError(found)
    weight: float = kg
    written = correction.changed(kg=weight)

    def do(beside: Beside | None) -> None:
        desk.ledger.correct(
            town,
            correction.week_of,
            correction.association,
            correction.family,
            correction.kind,
            weight,
            correction.reason.strip(),
            together(noted("corrected", town, str(correction.week_of)), beside),
        )

    asked = asked_of("correct", town, correction.model_dump(mode="json"))
    return done_once(desk.database, key, asked, written, do)[0]
