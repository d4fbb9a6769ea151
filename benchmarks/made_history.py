"""The made-up history of Aubagne that ships: ``python -m benchmarks.made_history FOLDER``.

26 weeks of visits before the week of the file, as ``ramasse weigh`` reads them. A supermarket
halves, a small store wastes, one store is visited by two associations, a bakery is new, one week
was never told.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from benchmarks.made_years import made_journal
from models.scenario import Scenario
from models.visits import CAUSE_NAMES, OUTCOME_NAMES, RejectCause, Visit
from scenarios import load

NAME = "aubagne_visites.csv"
WEEKS = 26
SEED = 13
HALVES, HALVES_WEEK = "super-4", 17
WASTES, WASTED, WASTES_WEEK = "small-6", 0.42, 10
TWICE, BY, TWICE_DAY, TWICE_WEEK = "super-3", "restos", 1, 8
BEGINS, BEGINS_WEEK = "bakery-2", 22
UNTOLD_WEEK, CLOSED_WEEK = 11, 15
"""Counted from the first week; the shops of one kind are closed on a public holiday's day."""


def history(town: Scenario) -> Iterator[Visit]:
    """Yield the visits of a made-up half year, with what is planted in it."""
    journal = made_journal(town, weeks=WEEKS, seed=SEED)
    first = town.week_of - timedelta(weeks=WEEKS)
    for visit in journal.visits:
        week = (visit.day - first).days // 7
        if week == UNTOLD_WEEK or (visit.donor == BEGINS and week < BEGINS_WEEK):
            continue
        if week == CLOSED_WEEK and visit.day.weekday() == 0:
            yield visit.changed(outcome="closed", food=(), waited_min=0.0)
            continue
        if visit.donor == HALVES and week >= HALVES_WEEK:
            visit = _times(visit, 0.5)
        if visit.donor == WASTES and week >= WASTES_WEEK:
            visit = _thrown(visit, WASTED)
        if visit.donor == TWICE and week >= TWICE_WEEK and visit.day.weekday() == TWICE_DAY:
            visit = _times(visit, 0.5)
            yield visit.changed(association=BY, holder=BY)
        yield visit


def _times(visit: Visit, factor: float) -> Visit:
    food = tuple(
        one.changed(
            kg=round(one.kg * factor, 1),
            rejected_kg={cause: round(kg * factor, 1) for cause, kg in one.rejected_kg.items()},
        )
        for one in visit.food
    )
    return visit.changed(food=food)


def _thrown(visit: Visit, share: float) -> Visit:
    food = tuple(
        one.changed(rejected_kg={"spoilt": round(one.kg * share, 1)}) for one in visit.food
    )
    return visit.changed(food=food)


def table(town: Scenario) -> str:
    """Return the visits as ``ramasse weigh`` reads them: a line a visit, a column a family."""
    families = [family.id for family in town.families]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    causes: tuple[RejectCause, ...] = ("date", "spoilt")
    writer.writerow(
        (
            *("date", "magasin", "association", "titulaire", "passage"),
            *(f"{family.label} kg" for family in town.families),
            *(f"jeté {CAUSE_NAMES[cause].fr} kg" for cause in causes),
            "attente",
        )
    )
    for visit in history(town):
        kg = {one.family: one.kg for one in visit.food}
        thrown = {
            cause: sum(one.rejected_kg.get(cause, 0.0) for one in visit.food) for cause in causes
        }
        writer.writerow(
            (
                f"{visit.day:%d/%m/%Y}",
                visit.donor,
                visit.association,
                visit.holder,
                OUTCOME_NAMES[visit.outcome].fr,
                *(_written(kg.get(family, 0.0)) for family in families),
                *(_written(thrown[cause]) for cause in causes),
                f"{visit.waited_min:g}",
            )
        )
    return out.getvalue()


def _written(kg: float) -> str:
    return f"{kg:.1f}".replace(".", ",") if kg > 0 else ""


def main(folder: Path) -> Path:
    """Write the history into a folder and return its path."""
    path = folder / NAME
    path.write_text(table(load("aubagne", None, []).scenario), encoding="utf-8")
    return path


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
