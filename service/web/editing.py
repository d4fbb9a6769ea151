"""Scenarios changed in forms and stored as new versions of their file."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from scenarios import Loaded
from scenarios.addresses.book import Book
from scenarios.addresses.filling import filled
from scenarios.addresses.finding import default_finder
from scenarios.contents import things
from scenarios.editing import changes, content, edited
from scenarios.fields import slot
from scenarios.naming import free_id
from scenarios.variants import ScenarioFile
from scenarios.workbook.layout import TOP
from service.database import Database
from service.downloads import as_yaml
from service.sources import Upload, check
from service.sources import opened as read_variant
from service.store import scenarios
from service.store.scenarios import NewerError, Version
from service.web.posted import GONE, Posted, blank, read_fields
from service.web.tables import Table, own_fields

KEPT = 16
"""Files whose content is kept at hand."""
NUMBER = "n"
THING = "id"


@dataclass(frozen=True)
class Opened:
    """A version of a scenario, and what its file says."""

    version: Version
    upload: Upload
    text: str
    """As YAML."""
    content: Mapping[str, Any]


def opened(database: Database, scenario: str, number: int | None = None) -> Opened:
    """Return a version to read or change, the last by default.

    Raises
    ------
    UnknownError
        There is no such version.
    ScenarioError
        Its file cannot be read.
    """
    version = scenarios.version(database, scenario, number)
    upload = scenarios.upload(database, scenario, version.number)
    text, said = _read(upload.name, upload.content)
    return Opened(version, upload, text, said)


@lru_cache(maxsize=KEPT)
def _read(name: str, file: bytes) -> tuple[str, Mapping[str, Any]]:
    """Return the text and the content of a file, kept at hand: versions never change."""
    text = as_yaml(Upload(name, file))
    return text, content(text, name)


def loaded_of(upload: Upload) -> Loaded:
    """Return a sound scenario in its default variant, with what it is short of.

    Raises
    ------
    ScenarioError
        It is not sound.
    """
    beside = tuple(upload.beside.items())
    return _loaded(upload.name, upload.content, beside, default_finder().books)


@lru_cache(maxsize=KEPT)
def _loaded(
    name: str, file: bytes, beside: tuple[tuple[str, bytes], ...], books: tuple[Book, ...]
) -> Loaded:
    """Return a scenario, kept at hand as long as addresses are looked up in the same files."""
    del books  # opened where an address is met
    with read_variant(Upload(name, file, dict(beside)), None, ()) as found:
        return found


def save(database: Database, before: Opened, after: Mapping[str, Any]) -> Version | None:
    """Store changes as the next version; return it, none when nothing changed.

    Points that addresses mean are stored with them, with how they were found.

    The same form sent twice is stored once: the second time, what it made is returned.

    Raises
    ------
    NewerError
        A later version was stored meanwhile.
    ScenarioError
        The file would have faults; nothing is stored.
    """
    after, _, _ = filled(after, before.content)
    last = scenarios.version(database, before.version.scenario)
    if last.number != before.version.number:
        if opened(database, last.scenario, last.number).content == after:
            return last
        raise NewerError(last.number)
    edits = changes(before.content, dict(after), slot(ScenarioFile))
    if not edits:
        return None
    name = f"{PurePath(before.upload.name).stem}.yaml"
    text = edited(before.text, name, edits)
    checked = check(Upload(name, text.encode(), before.upload.beside))
    return scenarios.add_version(database, before.version.scenario, checked, after=last.number)


def with_own(before: Mapping[str, Any], posted: Posted) -> dict[str, Any]:
    """Return the file's content with what the form of the town's own values says."""
    return read_fields(TOP, posted, "f", copy.deepcopy(dict(before)), own_fields())


def with_grid(
    table: Table, before: Mapping[str, Any], posted: Posted
) -> tuple[dict[str, Any], set[str]]:
    """Return the file's content with what the rows of a table say, and the names of rows gone."""
    after = copy.deepcopy(dict(before))
    found = {one["id"]: one for one in things(after, table.path)}
    gone: set[str] = set()
    for row in row_names(posted):
        thing = found.get(_one(posted, f"{row}.{THING}"))
        if thing is None:
            continue
        if posted.get(f"{row}.{GONE}"):
            gone.add(row)
        elif table.nested is None:
            made = read_fields(table.place, posted, row, thing, table.columns)
            thing.clear()
            thing.update(made)
    if table.nested is not None:
        _nested(table, table.nested, found, posted, gone)
    elif gone:
        out = {_one(posted, f"{row}.{THING}") for row in gone}
        items = _list(after, table.path)
        items[:] = [one for one in items if not (isinstance(one, dict) and one.get("id") in out)]
    return after, gone


def _nested(
    table: Table, nested: str, found: Mapping[str, Any], posted: Posted, gone: set[str]
) -> None:
    """Put the rows of lists within things in their places, those gone left out."""
    made: dict[str, dict[int, Any]] = {}
    for row in row_names(posted):
        name = _one(posted, f"{row}.{THING}")
        if name not in found:
            continue
        there = found[name].get(nested) or []
        number = _one(posted, f"{row}.{NUMBER}")
        n = int(number) if number.isdecimal() and len(number) < 6 else len(there)
        if n >= len(there) and blank(
            table.row,
            {k: v for k, v in posted.items() if k != f"{row}.{THING}"},
            row,
            table.columns,
        ):
            continue
        was = there[n] if n < len(there) and isinstance(there[n], dict) else {}
        value = None if row in gone else read_fields(table.row, posted, row, was, table.columns)
        mine = made.setdefault(name, dict(enumerate(there)))
        mine[max(n, max(mine, default=-1) + 1) if n >= len(there) else n] = value
    for name, mine in made.items():
        found[name][nested] = [mine[n] for n in sorted(mine) if mine[n] is not None]


def row_names(posted: Posted) -> list[str]:
    """Return the names of the rows that a table sent, in order."""
    names = {name.partition(".")[0] for name in posted}
    numbers = sorted(int(one[1:]) for one in names if one[:1] == "r" and one[1:].isdecimal())
    return [f"r{number}" for number in numbers]


def with_thing(
    table: Table, before: Mapping[str, Any], name: str | None, posted: Posted
) -> tuple[dict[str, Any], str]:
    """Return the file's content with what the form of one thing says, and the thing's id.

    Parameters
    ----------
    name
        Its id; none for a new one, which is named after its label.
    """
    after = copy.deepcopy(dict(before))
    items = _list(after, table.path)
    if name is None:
        taken = {
            one["id"]
            for path in ("associations", "donors", table.path)
            for one in things(after, path)
        }
        name = free_id(_one(posted, "f.label"), table.path.rpartition(".")[2], taken)
        items.append(read_fields(table.place, posted, "f", {"id": name}, table.fields))
        return after, name
    for n, one in enumerate(items):
        if isinstance(one, dict) and one.get("id") == name:
            if posted.get(GONE):
                del items[n]
            else:
                items[n] = read_fields(table.place, posted, "f", one, table.fields)
            break
    return after, name


def _list(content_: dict[str, Any], path: str) -> list[Any]:
    """Return the list at a path, made where it is missing."""
    *around, last = path.split(".")
    place: Any = content_
    for step in around:
        if not isinstance(place.get(step), dict):
            place[step] = {}
        place = place[step]
    if not isinstance(place.get(last), list):
        place[last] = []
    found: list[Any] = place[last]
    return found


def _one(posted: Posted, name: str) -> str:
    return next(iter(posted.get(name, ())), "").strip()
