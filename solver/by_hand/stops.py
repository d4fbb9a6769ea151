"""Stops of a round taken out, put in, and what is left without use then."""

from __future__ import annotations

from collections.abc import Sequence

from models.plan import Stop, StopKind

MOVABLE = ("collect", "drop")
"""Kinds of stops that a hand moves; the others follow from them."""


def called(stop: Stop) -> str:
    """Return what a change calls a stop: what is collected there, else the site."""
    return stop.pickup or stop.site


def found_at(stops: Sequence[Stop], name: str) -> int | None:
    """Return where the stop of a name is among those that a hand moves, or none."""
    return next(
        (n for n, one in enumerate(stops) if one.kind in MOVABLE and called(one) == name), None
    )


def new_stop(kind: StopKind, site: str) -> Stop:
    """Return a stop whose times are not known yet."""
    return Stop(kind=kind, site=site, arrive_s=0, start_s=0, leave_s=0)


def without(stops: Sequence[Stop], position: int) -> tuple[Stop, ...]:
    """Return stops without one of them, and without those that have no use any more."""
    return tidy((*stops[:position], *stops[position + 1 :]))


def tidy(stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """Return stops without unloading nothing and loading for no door.

    Examples
    --------
    >>> way = [new_stop(kind, "x") for kind in ("depart", "unload", "load", "return")]
    >>> [one.kind for one in tidy(way)]
    ['depart', 'return']
    """
    kept: list[Stop] = []
    aboard = False
    for position, stop in enumerate(stops):
        if stop.kind == "collect":
            aboard = True
        elif stop.kind == "unload":
            if not aboard:
                continue
            aboard = False
        elif stop.kind == "load" and not _brings(stops, position):
            continue
        kept.append(stop)
    return tuple(kept)


def _brings(stops: Sequence[Stop], position: int) -> bool:
    after = stops[position + 1] if position + 1 < len(stops) else None
    return after is not None and after.kind == "drop"


def is_of_use(stops: Sequence[Stop], mode: str) -> bool:
    """Tell whether a round with these stops is worth driving."""
    if any(one.kind == "collect" for one in stops):
        return True
    # a round that drops on the way what it collected has nothing to drop
    brings = any(one.units or one.errand for one in stops)
    return brings or (mode != "direct" and any(one.kind == "drop" for one in stops))
