"""Travel along roads: 400 sites on 300,000 nodes, beside networkx; real extracts if given."""

from __future__ import annotations

import resource
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.travel import RoadProfile
from solver.travel.fault import TravelError
from solver.travel.road_network import RoadNetwork, read_network
from solver.travel.roads import lengths

NODES = 300_000
SITES = 400
SOURCES = 2
"""Sources that networkx is timed on; its time is in proportion."""
EXTRACTS = ("monaco.osm.gz", "andorra.osm.gz")


def grid(nodes: int, seed: int) -> RoadNetwork:
    """Return a grid of streets with drawn speeds, a tenth of its edges missing one way."""
    chance = np.random.default_rng(seed)
    side = int(np.sqrt(nodes))
    at = np.arange(side * side).reshape(side, side)
    pairs = np.concatenate(
        [
            np.stack([at[:, :-1].ravel(), at[:, 1:].ravel()], axis=1),
            np.stack([at[:-1].ravel(), at[1:].ravel()], axis=1),
        ]
    )
    kept = chance.random(len(pairs)) > 0.1
    pairs = np.concatenate([pairs, pairs[kept][:, ::-1]])
    metres = chance.uniform(50, 150, len(pairs))
    seconds = metres / chance.choice([7.0, 9.7, 13.9], len(pairs))
    ranks = np.where(pairs.min(axis=1) % 40 == 0, 2.0, 5.0)
    shape = (side * side, side * side)
    lat, lon = np.divmod(np.arange(side * side), side)
    return RoadNetwork(
        43.0 + lat / 1000,
        5.0 + lon / 1000,
        csr_array((seconds, (pairs[:, 0], pairs[:, 1])), shape=shape),
        csr_array((metres, (pairs[:, 0], pairs[:, 1])), shape=shape),
        csr_array((ranks, (pairs[:, 0], pairs[:, 1])), shape=shape),
    )


def _row(what: str, network: RoadNetwork, sites: int, seed: int) -> dict[str, Any]:
    nodes = np.random.default_rng(seed).choice(len(network), sites, replace=False)
    began = time.perf_counter()
    seconds, metres = lengths(network, nodes)
    return {
        "what": what,
        "nodes": len(network),
        "sites": sites,
        "s": time.perf_counter() - began,
        "unreached": int(np.isinf(seconds).sum()),
        "mean km": float(metres[np.isfinite(seconds)].mean() / 1000),
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _networkx(network: RoadNetwork, sites: int, seed: int) -> dict[str, Any]:
    nodes = np.random.default_rng(seed).choice(len(network), sites, replace=False)
    graph: nx.DiGraph[int] = nx.from_scipy_sparse_array(
        network.seconds, create_using=nx.DiGraph, edge_attribute="s"
    )
    began = time.perf_counter()
    for node in nodes[:SOURCES]:
        nx.single_source_dijkstra_path_length(graph, int(node), weight="s")
    each = (time.perf_counter() - began) / min(SOURCES, sites)
    return {
        "what": f"networkx, from {SOURCES} sites",
        "nodes": len(network),
        "sites": sites,
        "s": each * sites,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def run_case(options: Namespace) -> Table:
    """Compute a large matrix, time networkx on a few of its rows, and read real extracts."""
    nodes = (options.scale or NODES // 1000) * 1000
    sites = SITES if nodes >= NODES else 40
    seed = (options.seeds or (1,))[0]
    network = grid(nodes, seed)
    rows = [_row("ours", network, sites, seed)]
    rows.append(_networkx(network, sites, seed))
    for name in EXTRACTS:
        path = None if options.data is None else Path(options.data) / name
        if path is None or not path.is_file():
            rows.append({"what": f"{name}: skipped, not in --data"})
            continue
        began = time.perf_counter()
        try:
            real = read_network(path, RoadProfile())
        except TravelError as error:
            rows.append({"what": f"{name}: {error}"})
            continue
        read_s = time.perf_counter() - began
        rows.append(_row(name, real, min(100, len(real)), seed) | {"read s": read_s})
    ours, theirs = rows[0], rows[1]
    return Table(
        "travel",
        tuple(rows),
        f"{sites} × {sites} on {ours['nodes']:,} nodes: {ours['s']:.0f} s, {ours['MB']:.0f} MB; "
        f"networkx about {theirs['s']:.0f} s",
    )


register(
    Case(
        name="travel",
        summary="400 × 400 on 300,000 nodes against networkx; Monaco and Andorra (--data)",
        run=run_case,
        smoke={"scale": 4, "seeds": [1]},
    )
)
