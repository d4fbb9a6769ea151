"""The page for a town's watch meeting: what ``ramasse watch`` does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from models.base import Text
from models.fields import en, fr
from models.memory import uncollected
from models.periods import months_to
from models.town_history import WatchStudy
from service.asking import fields
from service.asking.asked import AskedOfScenario, OnForm, Option
from service.asking.given import Given
from service.asking.kind import Kind
from service.asking.late import Late
from service.asking.papers import Paper
from service.asking.telling import AnyFault
from service.kinds.month.kind import PeriodWord, period_faults, period_of, provenance, told_of
from service.kinds.watch import ROOM
from service.kinds.watch.words import TITLE, TOO_LONG, TOO_MANY
from service.kinds.week.kind import applies
from service.sources import opened
from service.words.field_faults import FieldFault

MOST_DECIDED, LONGEST = 8, 160


class WatchAsked(AskedOfScenario):
    """The page for a town's watch meeting."""

    kind: Literal["watch"] = "watch"
    variant: fields.Variant = None
    month: Annotated[
        PeriodWord | None,
        Option(metavar="MOIS"),
        OnForm(first=True),
        fr("Dernier mois", "Le dernier mois (2026-11), ou une année ; sinon le dernier dit."),
        en("Last month", "The last month (2026-11), or a year; else the last told."),
    ] = None
    months: Annotated[
        int,
        Field(ge=1, le=12, examples=[2]),
        OnForm(first=True),
        fr("Mois en tout", "Combien de mois, celui-là compris : 2 ou 3."),
        en("Months in all", "How many months, that one included: 2 or 3."),
    ] = 2
    decided: Annotated[
        Annotated[str, StringConstraints(max_length=4000)],
        OnForm(first=True),
        fr("Ce qui a été décidé", "Ce qui a été décidé, séparé par des points-virgules."),
        en("What was decided", "What was decided, parted by semicolons."),
    ] = ""


def decisions(text: str) -> tuple[str, ...]:
    r"""Return the decisions that a text holds, parted by semicolons or lines.

    Examples
    --------
    >>> decisions(" Un frigo ;  voir la ville\n;")
    ('Un frigo', 'voir la ville')
    """
    return tuple(said for one in re.split(r"[;\r\n]+", text) if (said := " ".join(one.split())))


def _faults(asked: WatchAsked, given: Given) -> Sequence[AnyFault]:
    del given
    found = list(period_faults("month", asked.month))
    said = decisions(asked.decided)
    if len(said) > MOST_DECIDED:
        values = {"count": len(said), "most": MOST_DECIDED}
        found.append(FieldFault("decided", TOO_MANY, values))
    for one in said:
        if len(one) > LONGEST:
            shown = {"count": len(one), "most": LONGEST, "start": one[:30]}
            found.append(FieldFault("decided", TOO_LONG, shown))
    return found


@uncollected()
def _work(asked: WatchAsked, given: Given) -> WatchStudy:
    from solver.told.town import watch

    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    journal, weeks = told_of(given, world)
    last = period_of("month", asked.month, journal)
    made = watch(
        journal,
        weeks,
        world,
        last if last.year else months_to(last, asked.months),
        decisions(asked.decided),
        today=date.today(),
    )
    return made.changed(provenance=provenance(journal))


WATCH = Kind(
    room=ROOM,
    resource="watches",
    lead=Text(
        fr="Une page A4 pour la veille sociale de la ville : kg, personnes, qui est en retard, ce "
        "qui manque, ce qui a été décidé, une carte, une courbe.",
        en="One A4 page for the town's watch meeting: kg, people, who is behind, what lacks, what "
        "was decided, a map, a curve.",
    ),
    called=TITLE,
    study_called=Text(fr="une page de veille sociale", en="a page for the watch meeting"),
    asked=WatchAsked,
    study=WatchStudy,
    example={"kind": "watch", "scenario": "aubagne", "month": "2026-11", "months": 2},
    applies=applies,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.watch.page:watch_page"),
    papers=(Paper("veille.pdf", "service.kinds.watch.paper:watch_paper"),),
    brief=True,
    uses=frozenset(("past weeks",)),
)
