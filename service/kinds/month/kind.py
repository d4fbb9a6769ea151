"""What is due of a month or a year: what ``ramasse month`` does.

Months, the page for the town's meeting (``watch``) and history are three kinds: they are asked
for other periods and handed to other people, who should not have to find their own among tabs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import StringConstraints

from models.base import Text
from models.fields import en, fr
from models.memory import uncollected
from models.month import MonthStudy
from models.periods import Period, close_period, month_of, period_code, read_period
from models.sharing import SharingStudy
from models.words import UNSAID
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, OnForm, Option, RunId
from service.asking.given import Given
from service.asking.kind import Kind, Next, NoAnswerError, Tab
from service.asking.late import Late
from service.asking.telling import AnyFault
from service.files import BOOK, REPORT, STUDY
from service.kinds.month import ROOM
from service.kinds.month.treasurer_words import TREASURER_WORDS
from service.kinds.month.words import (
    BAD_MONTH,
    BEFORE,
    CLOSE,
    FUTURE,
    NO_JOURNAL,
    NO_JOURNAL_PAGE,
    PURPOSES,
    TITLE,
)
from service.kinds.week.kind import applies
from service.sources import opened
from service.words.field_faults import FieldFault

if TYPE_CHECKING:
    from models.scenario import Scenario
    from models.visits import Journal
    from solver.allocation.accounts import PastWeek

PeriodWord = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class MonthAsked(AskedOfScenario):
    """The papers of a month, or the counts of a year."""

    kind: Literal["month"] = "month"
    variant: fields.Variant = None
    month: Annotated[
        PeriodWord | None,
        Option(metavar="MOIS"),
        OnForm(first=True),
        fr("Mois", "Le mois (2026-11, novembre 2026) ou l'année (2026) ; sinon le dernier dit."),
        en("Month", "The month (2026-11, November 2026) or the year (2026); else the last told."),
    ] = None
    costs: Annotated[
        RunId | None,
        EarlierRun(("costs",)),
        fr(
            "Partage des coûts",
            "study.json d'un partage des coûts, si la clé convenue s'y lit (Shapley, nucléole…).",
        ),
        en(
            "Shared costs",
            "study.json of shared costs, where the agreed key is read there (Shapley, nucleolus…).",
        ),
    ] = None


def period_faults(field: str, text: str | None) -> Sequence[AnyFault]:
    """Return what is wrong with the month or the year that is asked for."""
    if text is None:
        return ()
    period = read_period(text)
    if period is None:
        close = close_period(text)
        told = UNSAID if close is None else CLOSE.format(code=period_code(close))
        return [FieldFault(field, BAD_MONTH, {"value": text, "close": told})]
    today = date.today()
    if period.first > today:
        last = str(today.year) if period.year else period_code(month_of(today))
        return [FieldFault(field, FUTURE, {"value": text, "last": last})]
    return ()


def told_of(given: Given, world: Scenario) -> tuple[Journal, list[PastWeek]]:
    """Return all that a town told and published.

    Raises
    ------
    NoAnswerError
        Nothing was ever told.
    """
    journal = given.journal(world)
    if not (journal.visits or journal.outings):
        values = {"town": world.label}
        why = FieldFault("", NO_JOURNAL, values, NO_JOURNAL_PAGE)
        raise NoAnswerError(why, refused=True)
    return journal, given.published(world)


def period_of(field: str, text: str | None, journal: Journal) -> Period:
    """Return the month or the year asked for, else the month that was told last.

    Raises
    ------
    NoAnswerError
        It ends before the first week told.
    """
    days = [*(one.day for one in journal.visits), *(one.day for one in journal.outings)]
    period = month_of(max(days)) if text is None else read_period(text)
    assert period is not None, "it was refused before"
    if period.last < min(days):
        ends = {"first": min(days), "last": max(days)}
        fault = FieldFault(field, BEFORE, {"value": text, **ends})
        raise NoAnswerError(fault, refused=True)
    return period


def _faults(asked: MonthAsked, given: Given) -> Sequence[AnyFault]:
    del given
    return period_faults("month", asked.month)


@uncollected()
def _work(asked: MonthAsked, given: Given) -> MonthStudy:
    from solver.told.month import month_study

    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    journal, weeks = told_of(given, world)
    costs = given.earlier.get("costs")
    made = month_study(
        journal,
        weeks,
        world,
        period_of("month", asked.month, journal),
        today=date.today(),
        costs=costs if isinstance(costs, SharingStudy) else None,
    )
    return made.changed(provenance=provenance(journal))


def provenance(journal: Journal) -> dict[str, str]:
    """Return where the figures of a paper come from."""
    return {
        "version": version("ramasse"),
        "journal": f"{journal.town}: {len(journal.visits)} + {len(journal.outings)}",
    }


def _next(study: MonthStudy) -> Sequence[Next]:
    """Return where the treasurer goes from a month that has something to settle."""
    if not study.settlements:
        return ()
    return (
        Next(TREASURER_WORDS["treasurer"], "tab", "treasurer"),
        Next(TREASURER_WORDS["to_sign"], "file", "reglement.pdf"),
    )


MONTH = Kind(
    room=ROOM,
    resource="months",
    lead=Text(
        fr="Ce qui est dû de ce qui a été pesé : données des dons pour chaque magasin, bons, "
        "registre sanitaire, relevés, règlement entre associations ; d'une année, ses comptes.",
        en="What is due of what was weighed in: data of gifts for each store, notes, food-safety "
        "register, statements, settlement between associations; of a year, its counts.",
    ),
    called=TITLE,
    study_called=Text(fr="des papiers du mois", en="papers of a month"),
    asked=MonthAsked,
    study=MonthStudy,
    example={"kind": "month", "scenario": "aubagne", "month": "2026-11"},
    applies=applies,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.month.page:month_page"),
    files=Late("service.kinds.month.files:contents"),
    writes=(STUDY, BOOK, REPORT),
    owned=("dons/*.pdf", "bons/*.pdf", "registre/*.pdf", "releves/*.pdf", "reglement.pdf"),
    purposes=PURPOSES,
    brief=True,
    next=_next,
    tabs=(
        Tab(
            "treasurer",
            TREASURER_WORDS["treasurer"],
            Late("service.kinds.month.treasurer:treasurer_tab"),
        ),
    ),
    uses=frozenset(("past weeks",)),
)
