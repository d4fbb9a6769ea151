"""Demonstration data: the scenarios that come with the program."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from models.base import Model
from scenarios import library, variants
from service.api.access import AtDesk
from service.api.examples import LIBRARY, VERSION, shows
from service.sources import check, from_library
from service.store import scenarios
from service.store.scenarios import Variant, Version

router = APIRouter(prefix="/demo", tags=["demo"])


class Shipped(Model):
    """A scenario that comes with the program."""

    name: str
    label: str
    variants: tuple[Variant, ...]


@router.get("", summary="The scenarios that come with it", responses=shows([LIBRARY]))
def demo_listed() -> list[Shipped]:
    """Return the scenarios of the library and their variants."""
    found = []
    for name in library():
        named = tuple(Variant(name=one, label=label) for one, label in variants(name))
        found.append(Shipped(name=name, label=named[0].label, variants=named))
    return found


@router.post("/{name}", status_code=201, summary="Store one of them", responses=shows(VERSION, 201))
def demo_stored(
    desk: AtDesk,
    response: Response,
    name: Annotated[str, Path(max_length=60, examples=["aubagne"])],
) -> Version:
    """Store a scenario of the library as one of one's own."""
    found = scenarios.add(desk.database, check(from_library(name)))
    response.headers["Location"] = f"/api/scenarios/{found.scenario}"
    return found
