"""What a run is, as it is stored: what was asked of it, how far it is, what it told."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field
from sqlalchemy import ColumnElement, Row, func, select, true

from models.base import Label, Model, Slug, Text
from service.acting import only_town
from service.store.scenarios import in_utc
from service.store.tables import results, runs

State = Literal["queued", "running", "done", "cancelled", "failed", "interrupted"]
"""Cancelled, failed and interrupted runs keep the best plan that they had, if any."""
ENDED: frozenset[State] = frozenset({"done", "cancelled", "failed", "interrupted"})
LONGEST_SHOWN = 2_000
"""Characters of one value of a request that are shown with a run."""


class Run(Model):
    """One run: what was asked, and how far it is."""

    id: str
    number: int = Field(description="From 1, in the order in which runs were asked for.")
    kind: str
    state: State
    scenario: str = Field(description="Id of the scenario in the store.")
    version: int
    town: Slug
    label: Label
    week_of: date
    asked: dict[str, Any] = Field(
        description="The request, as it was made; files in it are left out (`…`)."
    )
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    error: Text | None = Field(description="Why it failed or was interrupted.")
    has_study: bool = Field(description="Whether there is a study to read.")


class Step(Model):
    """One step told by a run."""

    number: int = Field(description="From 1.")
    at: datetime
    stage: str = Field(description="Stable code of the stage.")
    usable_kg: float | None = None
    person_hours: float | None = None
    eur: float | None = None
    elapsed_s: float = 0.0
    done: int | None = Field(default=None, description="Tasks done, where many are planned.")
    of: int | None = Field(default=None, description="Tasks in all.")


def seen_runs() -> Any:
    """Return the query of the runs that may be known of; ``of_row`` reads what it finds."""
    has = (
        select(func.count())
        .select_from(results)
        .where(results.c.run == runs.c.id, results.c.kind == "study")
        .scalar_subquery()
    )
    return select(runs, has.label("studies")).where(seen())


def seen() -> ColumnElement[bool]:
    """Return what holds of the runs that may be known of."""
    town = only_town()
    return true() if town is None else runs.c.town == town


def of_row(row: Row[Any]) -> Run:
    """Return a run as a row has it."""
    values = row._asdict()
    fr, en, studies = values.pop("error_fr"), values.pop("error_en"), values.pop("studies")
    del values["server"], values["stops"]
    moments = {
        name: None if values[name] is None else in_utc(values[name])
        for name in ("created_at", "started_at", "ended_at")
    }
    return Run(
        **(values | moments | {"asked": _brief(json.loads(row.asked))}),
        error=Text(fr=fr, en=en) if fr or en else None,
        has_study=studies > 0,
    )


def _brief(value: Any) -> Any:
    """Return what was asked without the files that are in it: a list of runs stays a list."""
    if isinstance(value, dict):
        return {key: _brief(one) for key, one in value.items()}
    if isinstance(value, str) and len(value) > LONGEST_SHOWN:
        return "…"
    return value
