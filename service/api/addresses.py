"""Addresses over HTTP: what one may mean, asked of the files that were imported."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from scenarios.addresses.candidates import Candidate
from scenarios.addresses.finding import LIMIT, find
from service.api.examples import CANDIDATE, refusals, shows

router = APIRouter(prefix="/addresses", tags=["addresses"])

Text = Annotated[str, Query(min_length=1, max_length=200, examples=["12 rue de la République"])]
Commune = Annotated[str, Query(max_length=200, examples=["Aubagne"])]
Most = Annotated[int, Query(ge=1, le=50)]


@router.get("", summary="What an address may mean", responses=shows([CANDIDATE]) | refusals(404))
def addresses_found(text: Text, commune: Commune = "", limit: Most = LIMIT) -> list[Candidate]:
    """Return the places that an address may mean, the best first; none where nothing is like it."""
    return list(find(text, commune, limit=limit))
