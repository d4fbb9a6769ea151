"""What the places of a warehouse are shared out on: claims, minima, and the places there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.platforms import TEMPERATURES
from models.scenario import Scenario
from models.warehouse import Warehouse
from solver.warehouse.fefo import as_needed, play
from solver.warehouse.minima_conflict import Minimum
from solver.warehouse.stock_facts import Facts, Floats, Ints


@dataclass(frozen=True)
class Claims:
    """What the places are shared out on."""

    networks: tuple[str, ...]
    asked: Ints
    """(N, K, T): places."""
    places: Ints
    """(K, T)."""
    place_m2: Floats
    """(K,)."""
    weight: Floats
    """(N,): multiplies a claim."""
    minima: tuple[Minimum, ...]

    @property
    def asked_m2(self) -> Floats:
        """(N,): square metres × weeks that each asks for."""
        asked: Floats = np.einsum("nkt,k->n", self.asked, self.place_m2)
        return asked


def claims(scenario: Scenario, facts: Facts) -> Claims:
    """Return what each network asks for: its stock if no place were lacking, whole pallets."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    closing = play(facts, as_needed(facts))
    stock = closing.by_family(facts, closing.closing) / facts.kg_per_pallet[None, :, None]
    asked = np.zeros((len(facts.networks), len(TEMPERATURES), facts.weeks))
    for f, k in enumerate(facts.temperature):
        asked[:, k] += stock[:, f]
    return Claims(
        networks=facts.networks,
        asked=np.ceil(asked - 1e-9).astype(np.int64),
        places=facts.places,
        place_m2=facts.place_m2,
        weight=np.array([network.need_weight for network in warehouse.admitted]),
        minima=_minima(warehouse),
    )


def _minima(warehouse: Warehouse) -> tuple[Minimum, ...]:
    found = []
    for n, network in enumerate(warehouse.admitted):
        for k, temperature in enumerate(TEMPERATURES):
            if network.minimum_places.get(temperature, 0):
                found.append(Minimum(n, k, float(network.minimum_places[temperature])))
        if network.minimum_m2:
            found.append(Minimum(n, None, network.minimum_m2))
    return tuple(found)
