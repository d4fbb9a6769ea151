"""A made-up half year that ships, lived in a ledger: what ``ramasse past`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from models.base import Text
from models.findings import Finding
from models.memory import uncollected
from models.town_history import TownHistory
from scenarios.faults import choices
from service.asking import fields
from service.asking.asked import Asked
from service.asking.given import Given
from service.asking.kind import Kind, NoAnswerError
from service.asking.late import Late
from service.kinds.past import ROOM
from service.kinds.past.words import HAS_WEEKS, INVENTED, LEAD, NOT_SHIPPED, NOWHERE
from service.sources import labels, opened
from service.words.field_faults import FieldFault
from solver.settings import Settings

if TYPE_CHECKING:
    from models.scenario import Scenario
    from service.ledger import Ledger


PLAN_S = 4.0
"""Seconds of each plan, of a computer with nothing else to do."""


class PastAsked(Asked):
    """A half-year to try with."""

    kind: Literal["past"] = "past"
    variant: fields.Variant = None


def _faults(asked: PastAsked, given: Given) -> Sequence[FieldFault]:
    from service.kinds.past.made_up import shipped, with_half_years

    with opened(given.source, asked.variant, ()) as found:
        world = found.scenario
    if shipped(world.id) is not None:
        return ()
    values = {"town": world.label, "known": choices(with_half_years())}
    return (FieldFault("scenario", NOT_SHIPPED, values),)


@uncollected()
def _work(asked: PastAsked, given: Given) -> TownHistory:
    from service.kinds.month.kind import provenance, told_of
    from service.kinds.past.living import Town
    from service.kinds.past.made_up import visits_of
    from service.ledger import Ledger
    from service.store import opened as stored
    from solver.told.town import town_history

    if given.database is None:
        raise NoAnswerError(NOWHERE, refused=True)
    named = tuple(labels(given.source).items())
    with opened(given.source, asked.variant, ()) as found:
        world = found.scenario
        database = stored(given.database)
        try:
            with Ledger(given.database) as ledger:
                if _has_others(ledger, world):
                    raise NoAnswerError(HAS_WEEKS.format(town=world.label), refused=True)
                visits = visits_of(world)
                settings = Settings(PLAN_S, weeks=0, patient=True, explained=False)
                of = (given, found, database, ledger, settings, visits, asked.variant, named)
                Town(*of).live()
        finally:
            database.close()
        journal, weeks = told_of(given, world)
    made = town_history(journal, weeks, world, today=max(date.today(), world.week_of))
    invented = Finding(
        code="made_up", severity="warning", text=INVENTED.format(weeks=len(made.published))
    )
    return made.changed(findings=(invented, *made.findings), provenance=provenance(journal))


def _has_others(ledger: Ledger, world: Scenario) -> bool:
    """Tell whether a town has anything in its ledger or journal that is not made up."""
    from service.acting import MADE_UP

    authors = {one.author for one in ledger.entries(world.id)}
    authors |= {one.author for one in ledger.journal_lines(world.id)}
    return bool(authors - {MADE_UP})


def _applies(content: Mapping[str, Any]) -> bool:
    """Tell whether a half-year ships of a scenario's town."""
    from service.kinds.past.made_up import shipped

    return isinstance(content.get("id"), str) and shipped(content["id"]) is not None


PAST = Kind(
    room=ROOM,
    resource="pasts",
    lead=LEAD,
    called=Text(fr="Demi-année d'essai", en="Half-year to try with"),
    study_called=Text(fr="une demi-année d'essai", en="a half-year to try with"),
    asked=PastAsked,
    study=TownHistory,
    example={"kind": "past", "scenario": "aubagne"},
    applies=_applies,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.history.page:history_page"),
    uses=frozenset(("lived weeks",)),
)
