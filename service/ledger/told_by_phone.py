"""What a driver's telephone sends: each entry by itself, once however often, never over others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from models.base import Text
from models.plan import Plan
from models.scenario import Scenario
from models.visits import Outing, Visit
from scenarios.weighing import Told, read_codes
from service.ledger.chain import Line
from service.ledger.journal import key_of, says
from service.ledger.week_visits import planned_visits
from service.ledger.weighing import weigh

if TYPE_CHECKING:
    from service.ledger.journal_store import Beside
    from service.ledger.store import Ledger


@dataclass(frozen=True)
class Entry:
    """One visit or outing as a telephone tells it."""

    id: str
    """Made there: its answer bears it."""
    code: str
    tried: Sequence[str] = ()
    """Codes of the same that were sent before, perhaps without an answer."""
    sure: bool = False
    """Whether the driver said that what is doubtful is so."""


@dataclass(frozen=True)
class Heard:
    """What came of an entry."""

    id: str
    state: Literal["written", "already", "refused"]
    why: tuple[Text, ...] = ()
    doubt: bool = False
    """Whether it would be written once the driver says that it is so."""


def hear(
    ledger: Ledger,
    world: Scenario,
    plan: Plan,
    item: str,
    entry: Entry,
    beside: Beside | None = None,
) -> Heard:
    """Write one entry of a round, unless it is written already.

    What the same telephone told before is corrected; what somebody else wrote is not.

    Parameters
    ----------
    item
        The round that may be told of.
    beside
        Writes what goes with it in the same database: with it, or not at all.

    Raises
    ------
    service.ledger.LedgerError
        When the database refuses.
    """
    told = read_codes(entry.code, world, [plan])
    lines = _lines(told)
    if told.complaints:
        return _refused(entry, [one.text for one in told.complaints])
    if len(lines) != 1 or lines[0].round != item:
        return _refused(entry, [OTHER_ROUND])
    now = lines[0]
    there = ledger.standing(world.id, now.day, now.day)
    line = there.lines.get(key_of(now))
    found = weigh(
        ledger,
        world,
        told,
        seen=there.last,
        correcting=line is not None and not line.untold and _mine(line, entry.tried, world, plan),
        sure=entry.sure,
        planned=planned_visits(world, plan),
        beside=beside,
    )
    if found.refused:
        why = [one.text for one in (*found.faults, *found.doubts)]
        return _refused(entry, why, doubt=not found.faults)
    return Heard(entry.id, "written" if found.written else "already")


def _mine(line: Line, tried: Sequence[str], world: Scenario, plan: Plan) -> bool:
    """Return whether a line tells what this telephone told before."""
    kind = Visit if line.kind == "visit" else Outing
    stands = kind.model_validate_json(line.content)
    for code in tried:
        for one in _lines(read_codes(code, world, [plan])):
            if isinstance(one, Visit) and isinstance(stands, Visit):
                # who goes is filled in from the plan
                one = one.changed(association=stands.association)
            if key_of(one) == line.key and says(line, one):
                return True
    return False


def _lines(told: Told) -> list[Visit | Outing]:
    return [*(one for _, one in told.visits), *(one for _, one in told.outings)]


def _refused(entry: Entry, why: Sequence[Text], *, doubt: bool = False) -> Heard:
    told = tuple(why) if doubt else (*why, NOTHING_LOST)
    return Heard(entry.id, "refused", told, doubt)


OTHER_ROUND = Text(
    fr="Cet envoi n'est pas d'un arrêt de la tournée que ce lien ouvre. Rien n'a été écrit.",
    en="This is not of a stop of the round that this link opens. Nothing was written.",
)
NOTHING_LOST = Text(
    fr="Rien n'est perdu ici : appelez la coordination.",
    en="Nothing is lost here: ring the coordinators.",
)
