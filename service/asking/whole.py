"""Whether a study that is given back holds together: what it names exists, its tables are whole.

A study is a file that people keep and pass on; what came back may have been cut or edited.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from models.base import Model, Text
from models.history import History
from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import alone_of, streams
from scenarios.faults import shown
from scenarios.sense import problems

Known = Callable[["_World"], Mapping[str, object]]


@dataclass(frozen=True)
class _World:
    """What may be named at one place of a study."""

    scenario: Scenario
    rounds: Mapping[str, object] = field(default_factory=dict)
    lots: Mapping[str, object] = field(default_factory=dict)
    streams: Mapping[str, object] = field(default_factory=dict)
    driven: Collection[str] = ()
    """What times must be known between."""


def _associations(world: _World) -> Mapping[str, object]:
    return world.scenario.association


def _families(world: _World) -> Mapping[str, object]:
    return world.scenario.family


def _people(world: _World) -> Mapping[str, object]:
    return world.scenario.person


NAMED: Mapping[str, Known] = {
    "account_kg": _associations,
    "association": _associations,
    "by_family_kg": _families,
    "carried_by": lambda world: world.rounds,
    "crew": _people,
    "driver": _people,
    "fair_kg": _families,
    "family": _families,
    "lot": lambda world: world.lots,
    "members": _associations,
    "received_by_family": _families,
    "request": lambda world: world.scenario.request,
    "shift": lambda world: world.scenario.shift,
    "site": lambda world: world.scenario.sites,
    "truck": lambda world: world.scenario.truck,
    "vehicle": lambda world: world.scenario.vehicle,
}
"""What fields of answers name, by the name of the field: it means the same in each of them."""
MEANS: Mapping[str, Known] = {
    "vehicle": NAMED["vehicle"],
    "person": _people,
    "storage": NAMED["site"],
}
"""What means are named by, of each kind of them."""
OF_STANDINGS = frozenset(("account_kg", "fair_kg"))
PASSED: tuple[type[Model], ...] = (Scenario, History)
"""Looked at otherwise, or about former weeks, whose associations may have left."""


class UnsoundStudyError(Exception):
    """A study of the right shape that does not hold together.

    Parameters
    ----------
    where
        Dotted path of the first value that does not; empty where it is not known.
    what
        What was found there, or what is named and is not there; empty where it is not known.
    """

    def __init__(self, where: str, what: str) -> None:
        if where:
            self.text = UNSOUND.format(where=where, what=shown(what))
        else:
            self.text = NAMELESS.format(what=shown(what)) if what else UNSHOWN
        super().__init__(self.text.en)


def check_whole(study: Model) -> None:
    """Look at all that a study names.

    Raises
    ------
    UnsoundStudyError
        At the first value that names what does not exist, or the first table that is not whole.
    """
    for where, what in _unsound("", study, None):
        raise UnsoundStudyError(where, what)


UNSHOWABLE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, StopIteration)
"""What is raised where a study that does not hold together is shown."""


def check_shown(show: Callable[[], object]) -> None:
    """Show a study, which looks up all that it names.

    Raises
    ------
    UnsoundStudyError
        It names what is not there, or its tables do not go together.
    """
    try:
        show()
    except KeyError as error:
        raise UnsoundStudyError("", str(error.args[0] if error.args else "")) from error
    except UNSHOWABLE as error:
        raise UnsoundStudyError("", "") from error


def _unsound(path: str, value: Any, world: _World | None) -> Iterator[tuple[str, str]]:
    """Yield paths and values that do not hold."""
    if isinstance(value, (tuple, list)):
        for number, one in enumerate(value):
            yield from _unsound(f"{path}.{number}", one, world)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _unsound(f"{path}.{key}", one, world)
    elif isinstance(value, Model) and not isinstance(value, PASSED):
        scenario = getattr(value, "scenario", None)
        if isinstance(scenario, Scenario):
            for one in problems(scenario):
                yield f"{path}.scenario.{'.'.join(map(str, one.loc))}".strip("."), one.text.en
                return
            # the plan of each going alone has streams of its own
            both = (*streams(scenario), *streams(alone_of(scenario)))
            world = _World(
                scenario,
                lots=_stock(scenario),
                streams={one.id: one for one in both},
                driven=getattr(value, "driven", scenario.sites),
            )
        if isinstance(value, TravelMatrix):
            yield from _ragged(path, value, world)
            return
        if world is not None:
            world = _within(value, world)
        yield from _envy(path, value)
        for name in type(value).model_fields:
            here = f"{path}.{name}".strip(".")
            one = getattr(value, name)
            if world is not None:
                yield from _unknown(here, value, name, one, world)
            yield from _unsound(here, one, world)


def _stock(scenario: Scenario) -> Mapping[str, object]:
    """Return the lots counted in stock; each week has lots of its own."""
    return scenario.stock_lots if scenario.transfers is not None else {}


def _within(value: Model, world: _World) -> _World:
    """Return what may be named within a value."""
    if isinstance(value, Plan):
        return replace(world, rounds=value.round)
    lots = getattr(getattr(value, "supply", None), "lot", None)
    return replace(world, lots=lots) if isinstance(lots, Mapping) else world


def _unknown(
    path: str, holder: Model, name: str, value: Any, world: _World
) -> Iterator[tuple[str, str]]:
    """Yield names that a field has of what does not exist."""
    known = _known(holder, name)
    if known is None or value is None:
        return
    there = known(world)
    names = [value] if isinstance(value, str) else list(value)
    yield from ((path, one) for one in names if isinstance(one, str) and one not in there)


def _known(holder: Model, name: str) -> Known | None:
    """Return what a field names; accounts of standings are kept by family."""
    kind = type(holder).__name__
    if (kind, name) == ("Stop", "pickup"):
        return lambda world: world.scenario.pickups
    if (kind, name) == ("Stop", "kg"):
        return _families
    if (kind, name) == ("Stop", "units"):
        return lambda world: world.scenario.units
    if (kind, name) == ("Unserved", "pickup"):
        return lambda world: world.scenario.pickups
    if (kind, name) == ("Unserved", "families"):
        return _families
    if (kind, name) == ("Usage", "id"):
        return MEANS[getattr(holder, "kind")]  # noqa: B009
    if (kind, name) == ("Round", "stream"):
        return lambda world: world.streams
    if (kind, name) == ("Share", "origin"):
        return lambda world: world.rounds
    return _families if name in OF_STANDINGS else NAMED.get(name)


def _envy(path: str, holder: Model) -> Iterator[tuple[str, str]]:
    """Yield a table of envy that has not a row and a column for each association."""
    if not {"envy", "standings"} <= type(holder).model_fields.keys():
        return
    table, size = getattr(holder, "envy"), len(getattr(holder, "standings"))  # noqa: B009
    if len(table) != size or any(len(row) != size for row in table):
        yield f"{path}.envy".strip("."), f"{len(table)} × {len(table[0]) if table else 0}"


def _ragged(path: str, travel: TravelMatrix, world: _World | None) -> Iterator[tuple[str, str]]:
    """Yield tables that are not square, and sites that have no row."""
    size = len(travel.sites)
    for name in ("seconds", "metres", "off_peak_seconds"):
        table = getattr(travel, name)
        if table is not None and (len(table) != size or any(len(row) != size for row in table)):
            yield f"{path}.{name}", f"{len(table)} × {len(table[0]) if table else 0}"
    missing = [one for one in world.driven if one not in travel.sites] if world is not None else []
    if missing:
        yield f"{path}.sites", missing[0]


UNSOUND = Text(
    fr="Cette étude ne tient pas ensemble : {where} vaut {what}, qui ne correspond à rien d'autre "
    "dans l'étude. Attendu : une étude telle que ramasse l'a écrite. Refaites le calcul.",
    en="This study does not hold together: {where} is {what}, which matches nothing else in the "
    "study. Expected: a study as ramasse wrote it. Run it again.",
)
NAMELESS = Text(
    fr="Cette étude nomme {what}, qui n'y est pas, ou plus. Attendu : une étude telle que ramasse "
    "l'a écrite. Refaites le calcul.",
    en="This study names {what}, which is not in it, or no more. Expected: a study as ramasse "
    "wrote it. Run it again.",
)
UNSHOWN = Text(
    fr="Les tableaux de cette étude ne vont pas ensemble. Attendu : une étude telle que ramasse "
    "l'a écrite. Refaites le calcul.",
    en="The tables of this study do not go together. Expected: a study as ramasse wrote it. Run it "
    "again.",
)
