"""What is not written of an orientation: small counts to anyone, more in the public edition."""

from __future__ import annotations

from models.orientation_study import GroupServed, OrientationStudy, UnwrittenInPublic
from models.publics import LEAST_TOLD


def few(one: GroupServed) -> bool:
    """Tell whether so few of a group find a place that their count is not written."""
    return 0 < one.served < LEAST_TOLD


def left_out(study: OrientationStudy) -> UnwrittenInPublic:
    """Return what the public edition leaves out; all counts, where a study does not say what."""
    if study.unwritten is not None:
        return study.unwritten
    sector = {one.id: one.sector for one in study.scenario.openings.groups}
    return UnwrittenInPublic(
        groups=tuple(one.group for one in study.groups),
        ways=tuple({(sector[one.group], one.outlet): None for one in study.flows}),
        names=tuple((one.group, one.outlet) for one in study.flows if not one.named),
        total=True,
    )
