"""An instance file as it is written, checked whole before anything is read from it.

Node 0 is the depot, then come the centres, then the pick-up points. Days count from 0, Monday.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from benchmarks.instances import InstanceError
from scenarios.faults import shown

Product = Literal["A", "F", "S"]
"""Ambient, chilled, frozen."""
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Quantity = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Matrix = list[list[float | None]]
MATRICES = ("distance_matrix", "duration_matrix", "no_traffic_duration_matrix")
MOST_DAYS = 7


class _Record(BaseModel):
    """What is read of a record; what else it holds is left alone."""

    model_config = ConfigDict(frozen=True, strict=False)


class _Named(_Record):
    index: int
    name: str


class Vehicle(_Named):
    """A vehicle of the depot."""

    allowed: bool
    capacity: Annotated[float, Field(gt=0, le=40_000)]
    consumption: Quantity
    size: Positive
    can_carry: tuple[Product, ...]
    allows_isotherm_cover: bool
    cost_per_km: Quantity
    fixed_cost: Quantity


class Centre(_Named):
    """The depot, or a centre that receives."""

    allowed_days: tuple[int, ...]
    delivery_week: Literal["ANY", "ODD", "EVEN"]


class Point(_Named):
    """A pick-up point."""

    required_days: tuple[int, ...]
    weight: Positive
    product_type: Product
    palettes: Quantity


class Demand(_Record):
    """One indivisible unit that a centre is due."""

    weight: Annotated[float, Field(gt=0, le=40_000)]
    palettes: Quantity
    norvegiennes: Annotated[int, Field(ge=0)]
    product_type: Product


class Params(_Record):
    """Limits of the week; times in minutes."""

    n_norvegiennes: Annotated[int, Field(ge=0)]
    max_stops: Annotated[int, Field(ge=1)]
    max_trips: Annotated[int, Field(ge=1, le=6)]
    max_tour_duration: Annotated[int, Field(ge=1, le=1439)]
    max_tour_duration_with_pickup: Annotated[int, Field(ge=1)]
    wait_at_centres: Quantity
    wait_at_pdrs: Quantity
    wait_between_trips: Quantity


class Instance(_Record):
    """One week of one network."""

    distance_matrix: Matrix
    """Metres."""
    duration_matrix: Matrix
    """Seconds at peak hours."""
    no_traffic_duration_matrix: Matrix
    """Seconds at other hours."""
    n_centres: Annotated[int, Field(ge=1)]
    """The depot included."""
    n_pdr: Annotated[int, Field(ge=0)]
    m: Annotated[int, Field(ge=1)]
    n_days: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    vehicles: tuple[Vehicle, ...]
    centres: tuple[Centre, ...]
    pdrs: tuple[Point, ...]
    demands: dict[int, tuple[Demand, ...]]
    livraisons_de_ramasses: tuple[tuple[int, int, int, int], ...]
    """Day, vehicle, trip from 0, centre."""
    params: Params


def path_of(folder: Path, name: str) -> Path:
    """Return where an instance lies: in the folder ``instances``, or beside it."""
    beside = folder / f"{name}.json"
    return beside if beside.exists() else folder / "instances" / f"{name}.json"


def read_instance(folder: Path, name: str) -> Instance:
    """Return an instance of a folder, or of its folder ``instances``.

    Raises
    ------
    InstanceError
        One line per fault: where, what was found, what was expected.
    """
    path = path_of(folder, name)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        known = sorted(p.stem for p in folder.glob("instances/*.json"))
        among = f"one of {', '.join(known)}" if known else "a folder that holds instances/*.json"
        raise InstanceError(
            f"{path.name}: cannot be read ({error.strerror}); expected: {among}. "
            "Correct --data or --instance."
        ) from None
    except ValueError as error:
        raise InstanceError(f"{path.name}: no JSON ({error}); expected: an instance.") from None
    return checked(content, path.name)


def checked(content: object, name: str) -> Instance:
    """Return an instance from what a file holds.

    Raises
    ------
    InstanceError
        One line per fault.
    """
    try:
        found = Instance.model_validate(content)
    except ValidationError as error:
        lines = [
            _shape(one["loc"], one["msg"], one["type"], one["input"]) for one in error.errors()
        ]
        # what can be told of matrices is told even when other keys are missing
        if isinstance(content, dict):
            lines += [
                line
                for key in MATRICES
                if isinstance(content.get(key), list)
                and not any(one["loc"][:1] == (key,) for one in error.errors())
                for line in _matrix(key, content[key], len(content[key]))
            ]
    else:
        lines = list(_sense(found))
    if lines:
        raise InstanceError("\n".join(f"{name}: {line}" for line in dict.fromkeys(lines)))
    return found


def _shape(loc: tuple[int | str, ...], message: str, kind: str, value: object) -> str:
    where = ".".join(str(step) for step in loc)
    if kind == "missing":
        return f"{where}: missing; expected: this key. Add it."
    return f"{where}: found {shown(value)}; expected: {message[:1].lower()}{message[1:]}."


def _sense(one: Instance) -> Iterator[str]:
    """Yield what contradicts itself in an instance of the right shape."""
    nodes = one.n_centres + one.n_pdr
    for key, count, given in (
        ("vehicles", one.m, len(one.vehicles)),
        ("centres", one.n_centres, len(one.centres)),
        ("pdrs", one.n_pdr, len(one.pdrs)),
    ):
        if count != given:
            yield f"{key}: found {given}; expected: {count}, as counted. Correct one of them."
    lists: dict[str, tuple[_Named, ...]] = {
        "vehicles": one.vehicles,
        "centres": one.centres,
        "pdrs": one.pdrs,
    }
    for key, entries in lists.items():
        for n, entry in enumerate(entries):
            if entry.index != n:
                yield f"{key}.{n}.index: found {entry.index}; expected: {n}, its place in the list."
    for key in MATRICES:
        yield from _matrix(key, getattr(one, key), nodes)
    for n, centre in enumerate(one.centres):
        yield from _days(f"centres.{n}.allowed_days", centre.allowed_days, one.n_days)
        if n and one.demands.get(n) and not centre.allowed_days:
            yield (
                f"centres.{n}.allowed_days: none, but {centre.name} is due "
                f"{len(one.demands[n])} units; expected: a day from 0 to {one.n_days - 1}."
            )
    for n, point in enumerate(one.pdrs):
        yield from _days(f"pdrs.{n}.required_days", point.required_days, one.n_days)
    for number in one.demands:
        if not 0 < number < one.n_centres:
            yield (
                f"demands.{number}: unknown centre; expected: from 1 to {one.n_centres - 1}. "
                "Correct the number, or remove it."
            )
    yield from _given(one)


def _days(where: str, days: tuple[int, ...], n_days: int) -> Iterator[str]:
    for n, day in enumerate(days):
        if not 0 <= day < n_days:
            yield f"{where}.{n}: found {day}; expected: a day from 0 to {n_days - 1}."
        elif day in days[:n]:
            yield f"{where}.{n}: day {day} is given twice; expected: once."


def _matrix(key: str, rows: Matrix, nodes: int) -> Iterator[str]:
    if len(rows) != nodes:
        yield f"{key}: found {len(rows)} rows; expected: {nodes}, a row per node."
    for i, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != nodes:
            length = len(row) if isinstance(row, list) else "no"
            yield f"{key}.{i}: found {length} numbers; expected: {nodes}, a column per node."
            continue
        for j, value in enumerate(row):
            whole = isinstance(value, int | float) and not isinstance(value, bool)
            if value is None or not whole or not 0 <= value < 1e9:
                yield f"{key}.{i}.{j}: found {shown(value)}; expected: a number from 0 up."


def _given(one: Instance) -> Iterator[str]:
    """Yield faults of the given deliveries of collected food."""
    to: dict[tuple[int, int, int], int] = {}
    for n, (day, vehicle, trip, centre) in enumerate(one.livraisons_de_ramasses):
        where = f"livraisons_de_ramasses.{n}"
        for what, value, first, count in (
            ("day", day, 0, one.n_days),
            ("vehicle", vehicle, 0, len(one.vehicles)),
            ("trip", trip, 0, one.params.max_trips),
            ("centre", centre, 1, one.n_centres),
        ):
            if not first <= value < count:
                yield (
                    f"{where}: unknown {what} {value}; expected: from {first} to {count - 1}. "
                    "Correct or remove it."
                )
        if 0 <= vehicle < len(one.vehicles) and not one.vehicles[vehicle].allowed:
            yield (
                f"{where}: vehicle {vehicle} may not go out (allowed: false); expected: a vehicle "
                "that may. Allow it, or give the trip to another."
            )
        if to.setdefault((day, vehicle, trip), centre) != centre:
            yield (
                f"{where}: this trip brings food to centre {to[day, vehicle, trip]} already; "
                "expected: one centre a trip. Correct one of them."
            )
