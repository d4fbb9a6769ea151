"""The stops of the plans that weeks were published with, kept beside each publication."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from models.planned_stops import PlannedStop
from service.ledger.tables import planned_stops, publications, withdrawals

STANDS = publications.c.id.not_in(select(withdrawals.c.publication_id))
"""Of a publication: it was not withdrawn."""
Stops = Mapping[date, tuple[PlannedStop, ...]]
"""By the Monday of their week; a week that is published without a plan is not in it."""
_WRITTEN = TypeAdapter(tuple[PlannedStop, ...])


def stops_of(
    connection: Connection, town: str, since: date | None = None, last: date | None = None
) -> Stops:
    """Return the stops of each week of a town that is published with a plan.

    Parameters
    ----------
    since, last
        Mondays, both included; all of them when absent.
    """
    query = (
        select(publications.c.week_of, planned_stops.c.content)
        .join(publications, publications.c.id == planned_stops.c.publication_id)
        .where(publications.c.town == town, STANDS)
    )
    if since is not None:
        query = query.where(publications.c.week_of >= since)
    if last is not None:
        query = query.where(publications.c.week_of <= last)
    return {row.week_of: _WRITTEN.validate_json(row.content) for row in connection.execute(query)}


def keep_stops(
    connection: Connection, publication: int, stops: tuple[PlannedStop, ...] | None
) -> None:
    """Write the stops of a publication's plan, if there is one and its stops are not known yet."""
    of = planned_stops.c.publication_id == publication
    if stops is not None and connection.scalar(select(planned_stops.c.id).where(of)) is None:
        content = _WRITTEN.dump_json(stops).decode()
        row = {"publication_id": publication, "content": content}
        connection.execute(planned_stops.insert().values(row))
