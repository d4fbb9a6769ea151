"""A shared warehouse planned: what ``ramasse warehouse`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from models.base import Text
from models.warehouse_study import WarehouseStudy
from service.asking import fields
from service.asking.asked import AskedOfScenario
from service.asking.given import Given
from service.asking.kind import Kind
from service.asking.late import Late
from service.asking.papers import Paper
from service.kinds.warehouse import ROOM
from service.kinds.warehouse.summary import summary
from service.kinds.warehouse.words import SHEETS, say
from service.sources import opened
from service.words.field_faults import FieldFault
from solver.settings import Settings


class WarehouseAsked(AskedOfScenario):
    """A shared warehouse to be planned."""

    default_s: ClassVar[float | None] = 90.0

    kind: Literal["warehouse"] = "warehouse"
    variant: fields.Variant = None
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1


def _applies(content: Mapping[str, Any]) -> bool:
    return isinstance(content.get("warehouse"), Mapping)


def _faults(asked: WarehouseAsked, given: Given) -> Sequence[FieldFault]:
    """Return why a scenario's warehouse cannot be planned, that it has none included."""
    with opened(given.source, asked.variant, asked.sets) as found:
        if found.scenario.warehouse is None:
            return [FieldFault("", say["no_warehouse"].format(label=found.scenario.label))]
        from solver.warehouse.faults import warehouse_faults

        return [FieldFault("", one) for one in warehouse_faults(found.scenario, found.folder)]


def _work(asked: WarehouseAsked, given: Given) -> WarehouseStudy:
    from solver.warehouse.plan import plan_warehouse

    with opened(given.source, asked.variant, asked.sets) as found:
        return plan_warehouse(
            found.scenario,
            Settings(asked.limit_s, asked.iterations, asked.seed),
            folder=found.folder,
            watch=given.tell,
            stop=given.stop,
        )


WAREHOUSE = Kind(
    room=ROOM,
    resource="warehouses",
    lead=Text(
        fr="Places, stock, quais, tournées vers les points, et ce que chacun paie.",
        en="Places, stock, docks, rounds to the points, and who pays what.",
    ),
    called=say["title"],
    study_called=Text(fr="une étude d'entrepôt", en="a study of a warehouse"),
    asked=WarehouseAsked,
    study=WarehouseStudy,
    example={"kind": "warehouse", "scenario": "marseille", "time_limit_s": 90},
    applies=_applies,
    summary=summary,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.warehouse.page:warehouse_page"),
    papers=(
        Paper(
            SHEETS,
            "service.kinds.warehouse.supply_sheets:supply_sheets",
            opened=say["open_pdf"],
            lead=say["sheets_lead"],
        ),
    ),
    whole_limit=True,
)
