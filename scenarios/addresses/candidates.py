"""What an address may mean: points with their names, how they were found and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from models.base import Model
from models.places import km_between

Level = Literal["number", "near", "street", "commune"]
"""What was found: the number; the street, and another number near it; the street; the commune."""
Origin = Literal["file", "online", "table"]
"""Where it was found: an imported file of addresses, the service on line, the communes."""

CERTAIN = 0.8
"""Score from which an address counts as found."""
POSSIBLE = 0.5
"""Score from which a candidate is worth showing."""
APART = 0.1
"""How much better than any other the one that is taken must be."""
SAME_KM = 0.15
"""Candidates this near each other are one place."""


class Candidate(Model):
    """One place that an address may mean."""

    label: str = Field(description="The address in full: number and street, postcode, commune.")
    street: str = Field(description="Number and street alone.")
    commune: str
    code: str = Field(description="Insee code of the commune.")
    postcode: str
    lat: float
    lon: float
    score: float = Field(ge=0, le=1, description="1: as it was asked for.")
    level: Level
    origin: Origin
    found_in: str = Field(description="Name of the file, or address of the service.")


def chosen(candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the candidate that an address means without doubt, none when there is none.

    Parameters
    ----------
    candidates
        The best first.
    """
    if not candidates or candidates[0].score < CERTAIN:
        return None
    best = candidates[0]
    for other in candidates[1:]:
        km = km_between((best.lat, best.lon), (other.lat, other.lon))
        if other.score > best.score - APART and km > SAME_KM:
            return None
    return best
