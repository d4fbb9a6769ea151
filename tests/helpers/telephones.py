"""Codes as a driver's telephone would give them."""

from __future__ import annotations

from typing import Any

from models.plan import Round
from models.study import Study
from scenarios.weighing.codes import RoundCode, round_digest, written
from tests.helpers.studies import planned


def round_of(found: Study | None = None, name: str = "tue-morning-car") -> Round:
    """A round of the tiny town that collects twice."""
    return (found or planned()).plan.round[name]


def code(*visits: list[Any], outing: list[Any] | None = None, **changes: Any) -> str:
    """The code of some visits of that round."""
    world, item = planned().scenario, round_of()
    said: dict[str, Any] = {
        "town": world.id,
        "week_of": world.week_of,
        "round": item.id,
        "digest": round_digest(world, item),
        "visits": visits,
        "outing": outing,
    }
    return written(RoundCode(**said | changes))


FULL = [0, 0, 501, 5, 3.5, [0, 40.5, None, 1, 20, 2], [0, 1.5], "quai sud, sonner « fort »"]
"""Everything that may be told of a visit."""
