"""Runs: stored before they start, with what they tell on the way and what they give."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from models.base import Text
from scenarios.faults import shown
from service.database import Database
from service.database_errors import DatabaseError
from service.store.results import keep
from service.store.run_facts import ENDED, Run, State, Step, of_row, seen, seen_runs
from service.store.scenarios import UnknownError, Version, in_utc
from service.store.tables import events, results, runs

__all__ = ["ENDED", "Run", "State", "Step"]
MOST_QUEUED = 200
"""Runs that may wait at once."""


class FullError(DatabaseError):
    """Too many runs wait already."""


class LostRunError(DatabaseError):
    """A run has ended, or is another server's by now."""


def add(database: Database, kind: str, version: Version, asked: dict[str, Any]) -> Run:
    """Store a run, queued.

    Raises
    ------
    FullError
        Too many wait already.
    """
    with database.begin() as connection:
        waiting = connection.scalar(
            select(func.count()).select_from(runs).where(runs.c.state == "queued")
        )
        if (waiting or 0) >= MOST_QUEUED:
            raise FullError(FULL)
        return _run(connection, _added(connection, kind, version, asked))


def add_done(
    database: Database, kind: str, version: Version, asked: dict[str, Any], study: bytes
) -> Run:
    """Store a run that was done elsewhere, with its study as JSON: no queue ever sees it."""
    with database.begin() as connection:
        name = _added(connection, kind, version, asked, "done")
        keep(connection, name, "study", study)
        return _run(connection, name)


def _added(
    connection: Connection,
    kind: str,
    version: Version,
    asked: dict[str, Any],
    state: State = "queued",
) -> str:
    name, now = secrets.token_hex(8), datetime.now(UTC)
    connection.execute(
        runs.insert().values(
            id=name,
            kind=kind,
            state=state,
            scenario=version.scenario,
            version=version.number,
            town=version.town,
            label=version.label,
            week_of=version.week_of,
            asked=json.dumps(asked, ensure_ascii=False),
            created_at=now,
            ended_at=now if state in ENDED else None,
            error_fr="",
            error_en="",
        )
    )
    return name


def unended(database: Database, kind: str, version: Version, asked: dict[str, Any]) -> Run | None:
    """Return the run that waits or goes on and was asked the very same, none if there is none."""
    query = (
        seen_runs()
        .where(
            runs.c.kind == kind,
            runs.c.scenario == version.scenario,
            runs.c.version == version.number,
            runs.c.state.in_(("queued", "running")),
            runs.c.asked == json.dumps(asked, ensure_ascii=False),
        )
        .order_by(runs.c.number)
        .limit(1)
    )
    with database.connect() as connection:
        found = connection.execute(query).first()
    return None if found is None else of_row(found)


def run(database: Database, name: str) -> Run:
    """Return one run.

    Raises
    ------
    UnknownError
        There is no such run.
    """
    with database.connect() as connection:
        return _run(connection, name)


def asked(database: Database, name: str) -> dict[str, Any]:
    """Return what was asked of a run, whole."""
    with database.connect() as connection:
        found = connection.scalar(select(runs.c.asked).where(runs.c.id == name, seen()))
    if found is None:
        raise UnknownError(NO_RUN.format(run=shown(name)))
    whole: dict[str, Any] = json.loads(found)
    return whole


def listed(
    database: Database,
    *,
    scenario: str | None = None,
    kind: str | None = None,
    states: Sequence[State] = (),
    town: str | None = None,
    week_of: date | None = None,
    most: int = 100,
) -> list[Run]:
    """Return runs, the newest first."""
    query = seen_runs().order_by(runs.c.number.desc()).limit(most)
    if scenario is not None:
        query = query.where(runs.c.scenario == scenario)
    if kind is not None:
        query = query.where(runs.c.kind == kind)
    if states:
        query = query.where(runs.c.state.in_(states))
    if town is not None:
        query = query.where(runs.c.town == town)
    if week_of is not None:
        query = query.where(runs.c.week_of == week_of)
    with database.connect() as connection:
        return [of_row(row) for row in connection.execute(query)]


def weeks(database: Database, town: str, kinds: Collection[str]) -> set[date]:
    """Return the weeks of a town of which a run of some kinds has a study."""
    query = (
        select(runs.c.week_of)
        .join(results, (results.c.run == runs.c.id) & (results.c.kind == "study"))
        .where(runs.c.town == town, runs.c.kind.in_(kinds))
        .distinct()
    )
    with database.connect() as connection:
        return set(connection.scalars(query))


def next_queued(database: Database, kinds: Collection[str], server: str = "") -> Run | None:
    """Return the queued run of some kinds that was asked for first, marked as running, if any.

    Parameters
    ----------
    server
        Whose it is from then on.
    """
    with database.begin() as connection:
        found = connection.execute(
            select(runs.c.id)
            .where(runs.c.state == "queued", runs.c.kind.in_(kinds))
            .order_by(runs.c.number)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).scalar()
        if found is None:
            return None
        connection.execute(
            runs.update()
            .where(runs.c.id == found)
            .values(state="running", server=server, started_at=datetime.now(UTC))
        )
        return _run(connection, found)


def running_of(database: Database, server: str) -> list[str]:
    """Return the ids of the runs that a server does, by what is kept."""
    mine = select(runs.c.id).where(runs.c.state == "running", runs.c.server == server)
    with database.connect() as connection:
        return list(connection.scalars(mine))


def tell(database: Database, name: str, step: dict[str, Any], server: str = "") -> None:
    """Add a step to what a run told.

    Raises
    ------
    LostRunError
        The run has ended, or is not this server's.
    """
    with database.begin() as connection:
        _hold(connection, name, server)
        last = connection.scalar(select(func.max(events.c.number)).where(events.c.run == name))
        connection.execute(
            events.insert().values(
                run=name,
                number=(last or 0) + 1,
                at=datetime.now(UTC),
                step=json.dumps(step, ensure_ascii=False),
            )
        )


def steps(database: Database, name: str, after: int = 0) -> list[Step]:
    """Return what a run told after a step, in order."""
    query = (
        select(events.c.number, events.c.at, events.c.step)
        .where(events.c.run == name, events.c.number > after)
        .order_by(events.c.number)
    )
    with database.connect() as connection:
        return [
            Step(number=row.number, at=in_utc(row.at), **json.loads(row.step))
            for row in connection.execute(query)
        ]


def keep_best(database: Database, name: str, plan: bytes, server: str = "") -> None:
    """Keep the best plan so far of a run, as JSON.

    Raises
    ------
    LostRunError
        The run has ended, or is not this server's.
    """
    with database.begin() as connection:
        _hold(connection, name, server)
        keep(connection, name, "best", plan)


def end(
    database: Database,
    name: str,
    state: State,
    study: bytes | None = None,
    why: Text | None = None,
    server: str = "",
) -> None:
    """Mark a run as ended, with its study as JSON if it has one; all of it or nothing.

    Raises
    ------
    LostRunError
        The run has ended already, or is not this server's.
    """
    with database.begin() as connection:
        _hold(connection, name, server)
        if study is not None:
            keep(connection, name, "study", study)
            connection.execute(
                results.delete().where(results.c.run == name, results.c.kind == "best")
            )
        connection.execute(
            runs.update()
            .where(runs.c.id == name)
            .values(
                state=state,
                ended_at=datetime.now(UTC),
                error_fr="" if why is None else why.fr,
                error_en="" if why is None else why.en,
            )
        )


def cancel_queued(database: Database, name: str) -> bool:
    """Cancel a run that waits; tell whether it did."""
    with database.begin() as connection:
        done = connection.execute(
            runs.update()
            .where(runs.c.id == name, runs.c.state == "queued", seen())
            .values(state="cancelled", ended_at=datetime.now(UTC))
        )
        return done.rowcount == 1


def stop(database: Database, name: str) -> None:
    """Ask a run that goes on to stop, once more."""
    with database.begin() as connection:
        connection.execute(
            runs.update()
            .where(runs.c.id == name, runs.c.state == "running")
            .values(stops=runs.c.stops + 1)
        )


def stops(database: Database, server: str) -> dict[str, int]:
    """Return how often each run of a server was asked to stop, of those that were."""
    query = select(runs.c.id, runs.c.stops).where(
        runs.c.state == "running", runs.c.server == server, runs.c.stops > 0
    )
    with database.connect() as connection:
        return {row.id: row.stops for row in connection.execute(query)}


def _hold(connection: Connection, name: str, server: str) -> None:
    """Keep a run from others until the deed is done.

    Raises
    ------
    LostRunError
        The run has ended, or is not this server's.
    """
    held = connection.execute(
        select(runs.c.id)
        .where(runs.c.id == name, runs.c.server == server, runs.c.state.not_in(ENDED))
        .with_for_update()
    ).first()
    if held is None:
        raise LostRunError(LOST.format(run=shown(name)))


def _run(connection: Connection, name: str) -> Run:
    found = connection.execute(seen_runs().where(runs.c.id == name)).first()
    if found is None:
        raise UnknownError(NO_RUN.format(run=shown(name)))
    return of_row(found)


LOST = Text(
    fr="Le calcul {run} est terminé, ou un autre serveur l'a repris. Rien n'a été écrit.",
    en="The run {run} has ended, or another server has taken it over. Nothing was written.",
)
NO_RUN = Text(
    fr="Aucun calcul {run} n'est enregistré ici. Attendu : l'un de ceux de la liste des calculs.",
    en="No run {run} is stored here. Expected: one of the list of runs.",
)
FULL = Text(
    fr=f"{MOST_QUEUED} calculs attendent déjà. Attendez qu'ils avancent, ou annulez-en.",
    en=f"{MOST_QUEUED} runs wait already. Wait for them to move on, or cancel some.",
)
