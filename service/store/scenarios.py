"""Scenarios kept with all their versions, each as it was uploaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any, Literal

from pydantic import Field
from sqlalchemy import ColumnElement, Connection, Row, func, select, true
from sqlalchemy.exc import IntegrityError

from models.base import Label, Model, Slug, Text
from scenarios.faults import shown
from service.acting import only_town, sees
from service.database import Database
from service.database_errors import DatabaseError, UnusableError
from service.sources import Checked, Upload, safe_name
from service.store.tables import beside, scenarios, versions


class Variant(Model):
    """One of a scenario's variants."""

    name: Slug
    label: str


class Version(Model):
    """One version of a scenario."""

    scenario: str = Field(description="Id of the scenario in the store.")
    number: int = Field(description="From 1, in the order in which they were stored.")
    name: str = Field(description="Name of its file.")
    form: Literal["yaml", "xlsx"] = Field(description="As it was uploaded.")
    bytes: int = Field(description="Size of the file.")
    digest: str = Field(description="SHA-256 of the file.")
    town: Slug = Field(description="Id of the scenario in its file: what the ledger knows it by.")
    label: Label
    week_of: date = Field(description="Monday of its week.")
    variants: tuple[Variant, ...]
    beside: tuple[str, ...] = Field(description="Names of the files that go with it.")
    note: str
    created_at: datetime


class UnknownError(DatabaseError):
    """Something asked for by an id that the store does not have."""


class NewerError(Exception):
    """Someone else stored a version since the one that was changed."""

    def __init__(self, last: int) -> None:
        self.last = last
        super().__init__(str(last))


def add(database: Database, checked: Checked, note: str = "") -> Version:
    """Store a sound scenario as the first version of a new one, named after its town."""
    while True:
        try:
            with database.begin() as connection:
                name = _free(connection, checked.scenario.id)
                connection.execute(scenarios.insert().values(id=name, created_at=datetime.now(UTC)))
                return _insert(connection, name, 1, checked, note)
        except IntegrityError:  # another hand took the name meanwhile
            continue


def add_version(
    database: Database, scenario: str, checked: Checked, note: str = "", after: int | None = None
) -> Version:
    """Store a sound scenario as the next version of one.

    Parameters
    ----------
    after
        The version that it was made from, which must be the last; any if not given.

    Raises
    ------
    UnknownError
        There is no such scenario.
    NewerError
        Another version was stored after the one that it was made from.
    """
    with database.begin() as connection:
        # a row of the scenario itself is held: two hands cannot both be the next version
        held = select(scenarios.c.id).where(scenarios.c.id == scenario).with_for_update()
        if connection.scalar(held) is None:
            raise _unknown(scenario)
        _row(connection, scenario, None)
        last = connection.scalar(
            select(func.max(versions.c.number)).where(versions.c.scenario == scenario)
        )
        if after is not None and last != after:
            raise NewerError(int(last or 0))
        return _insert(connection, scenario, int(last or 0) + 1, checked, note)


def latest(database: Database) -> list[Version]:
    """Return the last version of every scenario, the newest first."""
    last = (
        select(versions.c.scenario, func.max(versions.c.number).label("number"))
        .group_by(versions.c.scenario)
        .subquery()
    )
    query = (
        _columns()
        .join(last, (versions.c.scenario == last.c.scenario) & (versions.c.number == last.c.number))
        .where(_seen())
        .order_by(versions.c.created_at.desc(), versions.c.scenario)
    )
    with database.connect() as connection:
        return [_version(connection, row) for row in connection.execute(query).all()]


def history(database: Database, scenario: str) -> list[Version]:
    """Return every version of a scenario, the newest first.

    Raises
    ------
    UnknownError
        There is no such scenario.
    """
    query = _columns().where(versions.c.scenario == scenario, _seen())
    query = query.order_by(versions.c.number.desc())
    with database.connect() as connection:
        found = [_version(connection, row) for row in connection.execute(query).all()]
    if not found:
        raise _unknown(scenario)
    return found


def version(database: Database, scenario: str, number: int | None = None) -> Version:
    """Return one version of a scenario, the last by default.

    Raises
    ------
    UnknownError
        There is no such scenario or version.
    """
    with database.connect() as connection:
        return _version(connection, _row(connection, scenario, number))


def variant_labels(
    database: Database, wanted: Collection[tuple[str, int]]
) -> dict[tuple[str, int], dict[str, str]]:
    """Return the labels of the variants of some versions, by scenario and number."""
    query = select(versions.c.scenario, versions.c.number, versions.c.variants).where(
        versions.c.scenario.in_({scenario for scenario, _ in wanted})
    )
    with database.connect() as connection:
        return {
            (row.scenario, row.number): dict(json.loads(row.variants))
            for row in connection.execute(query)
            if (row.scenario, row.number) in wanted
        }


def upload(database: Database, scenario: str, number: int | None = None) -> Upload:
    """Return the files of a version, the last by default, as they were uploaded.

    Raises
    ------
    UnknownError
        There is no such scenario or version.
    """
    with database.connect() as connection:
        found = _row(connection, scenario, number)
        content = connection.scalar(
            select(versions.c.content).where(
                versions.c.scenario == scenario, versions.c.number == found.number
            )
        )
        assert content is not None
        files = connection.execute(
            select(beside.c.name, beside.c.content)
            .where(beside.c.scenario == scenario, beside.c.number == found.number)
            .order_by(beside.c.name)
        ).all()
    return Upload(found.name, content, {one.name: one.content for one in files})


def _free(connection: Connection, wanted: str) -> str:
    taken = set(connection.scalars(select(scenarios.c.id)))
    names = (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def _insert(
    connection: Connection, scenario: str, number: int, checked: Checked, note: str
) -> Version:
    sent, world = checked.upload, checked.scenario
    if not sees(world.id):
        raise UnusableError(OTHER_TOWN.format(town=only_town(), other=world.id))
    values: dict[str, Any] = {
        "scenario": scenario,
        "number": number,
        "name": safe_name(sent.name, sent.form),
        "form": sent.form,
        "bytes": len(sent.content),
        "digest": hashlib.sha256(sent.content).hexdigest(),
        "town": world.id,
        "label": world.label,
        "week_of": world.week_of,
        "variants": json.dumps(checked.variants, ensure_ascii=False),
        "note": note,
        "created_at": datetime.now(UTC),
    }
    connection.execute(versions.insert().values(**values, content=sent.content))
    for name, content in sent.beside.items():
        connection.execute(
            beside.insert().values(scenario=scenario, number=number, name=name, content=content)
        )
    named = tuple(Variant(name=name, label=label) for name, label in checked.variants)
    return Version(**(values | {"variants": named}), beside=tuple(sorted(sent.beside)))


def _columns() -> Any:
    """Return a query for all of a version but its content."""
    return select(*(column for column in versions.c if column.name != "content"))


def _seen() -> ColumnElement[bool]:
    """Return what holds of the versions that may be known of."""
    town = only_town()
    return true() if town is None else versions.c.town == town


def _row(connection: Connection, scenario: str, number: int | None) -> Row[Any]:
    query = _columns().where(versions.c.scenario == scenario, _seen())
    if number is not None:
        query = query.where(versions.c.number == number)
    found = connection.execute(query.order_by(versions.c.number.desc()).limit(1)).first()
    if found is None:
        raise _unknown(scenario, number)
    return found


def _version(connection: Connection, row: Row[Any]) -> Version:
    names = select(beside.c.name).where(
        beside.c.scenario == row.scenario, beside.c.number == row.number
    )
    named = (Variant(name=name, label=label) for name, label in json.loads(row.variants))
    values = row._asdict() | {
        "variants": tuple(named),
        "created_at": in_utc(row.created_at),
        "beside": tuple(connection.scalars(names.order_by(beside.c.name))),
    }
    return Version(**values)


def in_utc(moment: datetime) -> datetime:
    """Return a moment with its zone, which SQLite forgets."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _unknown(scenario: str, number: int | None = None) -> UnknownError:
    if number is not None:
        return UnknownError(NO_VERSION.format(scenario=shown(scenario), number=number))
    return UnknownError(NO_SCENARIO.format(scenario=shown(scenario)))


NO_SCENARIO = Text(
    fr="Aucun scénario {scenario} n'est enregistré ici. Attendu : l'un de ceux de la liste des "
    "scénarios. Enregistrez-le d'abord.",
    en="No scenario {scenario} is stored here. Expected: one of the list of scenarios. Store it "
    "first.",
)
OTHER_TOWN = Text(
    fr="Votre compte est celui de {town}, et ce fichier est celui de {other}. Rien n'a été "
    "enregistré. Attendu : un fichier de votre ville.",
    en="Your account is that of {town}, and this file is that of {other}. Nothing was stored. "
    "Expected: a file of your town.",
)
NO_VERSION = Text(
    fr="Le scénario {scenario} n'a pas de version {number}. Attendu : l'une de ses versions ; sans "
    "numéro, la dernière.",
    en="The scenario {scenario} has no version {number}. Expected: one of its versions; without a "
    "number, the last.",
)
