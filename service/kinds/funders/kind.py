"""Who funds whom: what ``ramasse funders`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from models.base import Text
from models.fields import en, fr
from models.grants_study import GrantsStudy
from models.warehouse_study import WarehouseStudy
from scenarios import Fault
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, RunId
from service.asking.given import Given
from service.asking.kind import Kind, Next
from service.asking.late import Late
from service.asking.papers import Paper
from service.kinds.funders import ROOM
from service.kinds.funders.summary import summary
from service.kinds.funders.words import say
from service.sources import opened

CALENDAR = "appels.ics"


class FundersAsked(AskedOfScenario):
    """The funders' table of a department."""

    kind: Literal["funders"] = "funders"
    variant: fields.Variant = None
    warehouse: Annotated[
        RunId | None,
        EarlierRun(("warehouse",)),
        fr("Entrepôt partagé calculé", "Celui dont les essais de résistance sont rappelés."),
        en("Shared warehouse planned", "The one whose stress tests are told beside."),
    ] = None


def _applies(content: Mapping[str, Any]) -> bool:
    asked = content.get("grants")
    return isinstance(asked, Mapping) and bool(asked.get("awards") or asked.get("awards_table"))


def _faults(asked: FundersAsked, given: Given) -> Sequence[Fault]:
    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    if world.grants.awards:
        return []
    return [Fault(place="", path="", text=say["nothing_asked"].format(label=world.label))]


def _work(asked: FundersAsked, given: Given) -> GrantsStudy:
    from solver.grants.plan import fund

    warehouse = given.earlier.get("warehouse")
    assert isinstance(warehouse, WarehouseStudy | None)
    with opened(given.source, asked.variant, asked.sets) as found:
        return fund(found.scenario, warehouse=warehouse, watch=given.tell)


def _next(study: GrantsStudy) -> Sequence[Next]:
    if not study.calls:
        return []
    return [Next(say["agenda_open"], "file", CALENDAR, lead=say["agenda_lead"])]


FUNDERS = Kind(
    room=ROOM,
    resource="funder-tables",
    lead=Text(
        fr="Qui finance qui, où irait un euro de plus, quels dossiers pour quand.",
        en="Who funds whom, where one more euro would go, which files are due when.",
    ),
    called=say["title"],
    study_called=Text(fr="un tableau des financeurs", en="a funders' table"),
    asked=FundersAsked,
    study=GrantsStudy,
    example={"kind": "funders", "scenario": "marseille_financeurs"},
    applies=_applies,
    summary=summary,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.funders.page:funders_page"),
    papers=(
        Paper(
            "dossier-commun.pdf",
            "service.kinds.funders.papers:dossier",
            opened=say["dossier_open"],
            lead=say["dossier_lead"],
        ),
        Paper(CALENDAR, "service.kinds.funders.calendar:calendar"),
    ),
    more=Late("service.kinds.funders.papers:edition_papers"),
    owned=("editions/*.pdf",),
    next=_next,
    brief=True,
)
