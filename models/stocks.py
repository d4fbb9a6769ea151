"""Food that an association still holds when a week begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from models.base import Model, Slug
from models.fields import en, fr, refers

DAY_S = 86_400


class Held(Model):
    """Food of one family that is at an association's place on the Monday of the week."""

    family: Annotated[Slug, fr("Famille"), en("Family"), refers("families")]
    kg: Annotated[float, fr("kg"), en("kg"), Field(gt=0, le=100_000, allow_inf_nan=False)]
    until: Annotated[
        date,
        fr("À distribuer jusqu'au", "Le dernier jour où cela peut être donné."),
        en("To be given out by", "The last day on which it may be given out."),
    ]
    counted: Annotated[
        bool,
        fr(
            "Compté la semaine d'avant",
            "Reçu pour le besoin de la semaine d'avant : il prend sa place et ne couvre plus rien.",
        ),
        en(
            "Counted the week before",
            "Received for the need of the week before: it takes its place and covers nothing more.",
        ),
    ] = False


class Kept(Model):
    """A part of what is held, and how long it takes its place in the store."""

    family: Slug
    kg: float
    until: date
    """Its last day."""
    until_s: int
    """When it is handed out or no longer good, seconds since midnight of the Monday."""
    serves: bool
    """Whether it covers need of the week: it is handed out at the first distribution."""
    counted: bool = False
    """Whether it covered need of the week before, and is handed out at the first distribution."""


def kept(
    stock: Iterable[Held], need_kg: Mapping[str, float], monday: date, first_s: int | None
) -> tuple[Kept, ...]:
    """Return what becomes of the food held when a week begins.

    The formulation is this: of each family, what can still be given out at the first distribution
    covers the need of the week before anything that is collected, what lasts least first. That much
    leaves the store with that distribution; the rest stays to the end of its last day. What was
    received for the need of the week before leaves with that distribution too and covers nothing:
    who distributes on Mondays alone has a need each week, and is given something each week.

    Parameters
    ----------
    need_kg
        Of the week, by family, as if nothing were held.
    first_s
        When the first distribution starts, seconds since midnight of the Monday; none if no
        distribution is known.
    """
    left = dict(need_kg)
    found = []
    for one in sorted(stock, key=lambda held: (held.family, held.until, held.kg)):
        ends_s = ((one.until - monday).days + 1) * DAY_S
        there = first_s is not None and first_s < ends_s
        if one.counted:
            until_s = (first_s or 0) if there else max(0, ends_s)
            found.append(
                Kept(
                    family=one.family,
                    kg=one.kg,
                    until=one.until,
                    until_s=until_s,
                    serves=False,
                    counted=True,
                )
            )
            continue
        served = min(one.kg, left.get(one.family, 0.0)) if there else 0.0
        left[one.family] = left.get(one.family, 0.0) - served
        parts = ((served, first_s or 0, True), (one.kg - served, max(0, ends_s), False))
        found += [
            Kept(family=one.family, kg=kg, until=one.until, until_s=until_s, serves=serves)
            for kg, until_s, serves in parts
            if kg > 0
        ]
    return tuple(found)
