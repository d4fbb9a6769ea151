"""A town's weeks one after the other: what ``ramasse history`` does."""

from __future__ import annotations

from datetime import date
from typing import Literal

from models.base import Text
from models.memory import uncollected
from models.town_history import TownHistory
from service.asking import fields
from service.asking.asked import AskedOfScenario
from service.asking.given import Given
from service.asking.kind import Kind
from service.asking.late import Late
from service.kinds.history import ROOM
from service.kinds.month.kind import provenance, told_of
from service.kinds.week.kind import applies
from service.sources import opened


class HistoryAsked(AskedOfScenario):
    """A town's weeks since it began to tell of them."""

    kind: Literal["history"] = "history"
    variant: fields.Variant = None


@uncollected()
def _work(asked: HistoryAsked, given: Given) -> TownHistory:
    from solver.told.town import town_history

    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    journal, weeks = told_of(given, world)
    made = town_history(journal, weeks, world, today=date.today())
    return made.changed(provenance=provenance(journal))


HISTORY = Kind(
    room=ROOM,
    resource="histories",
    lead=Text(
        fr="Les kg de chaque semaine et famille, la part du besoin que chacun a reçue, les km et "
        "les heures par kg, avant et depuis la mise en commun.",
        en="The kg of each week and family, the share of need that each received, km and hours per "
        "kg, before and since pooling.",
    ),
    called=Text(fr="Histoire", en="History"),
    study_called=Text(fr="une histoire", en="a history"),
    asked=HistoryAsked,
    study=TownHistory,
    example={"kind": "history", "scenario": "aubagne"},
    applies=applies,
    work=_work,
    page=Late("service.kinds.history.page:history_page"),
    brief=True,
    uses=frozenset(("past weeks",)),
)
