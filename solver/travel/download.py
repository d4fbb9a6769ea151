"""Fetching roads through Overpass, when there is a network: the only place that goes online."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from math import cos, radians
from pathlib import Path

from models.base import Text
from models.scenario import Scenario

KM_PER_DEGREE = 110.57
TIMEOUT_S = 60
LICENCE = "© OpenStreetMap contributors, ODbL 1.0"


class OfflineError(Exception):
    """The roads could not be downloaded."""


def box(scenario: Scenario, margin_km: float) -> tuple[float, float, float, float]:
    """Return (west, south, east, north) around all sites, degrees, with a margin."""
    places = scenario.sites.values()
    south, north = min(p.lat for p in places), max(p.lat for p in places)
    high = margin_km / KM_PER_DEGREE
    wide = high / max(0.1, cos(radians((south + north) / 2)))
    west, east = min(p.lon for p in places), max(p.lon for p in places)
    return west - wide, south - high, east + wide, north + high


def download(scenario: Scenario, path: Path, margin_km: float) -> Text:
    """Write the drivable roads around a scenario's sites, and return its date and licence.

    The date and licence are in the file too (graph attributes ``fetched``, ``licence``).

    Raises
    ------
    OfflineError
        When Overpass does not answer, or has no road there.
    OSError
        When the file cannot be written; what was there is left.
    """
    import osmnx as ox

    when = datetime.now(UTC).strftime("%Y-%m-%d")
    ox.settings.use_cache = False
    ox.settings.requests_timeout = TIMEOUT_S
    ox.settings.overpass_rate_limit = False
    try:
        graph = ox.graph_from_bbox(
            box(scenario, margin_km), network_type="drive", simplify=False, retain_all=True
        )
    except Exception as error:  # requests, osmnx and the server fail in their own ways
        why = str(error).splitlines()[0][:160] if str(error) else type(error).__name__
        raise OfflineError(why) from error
    graph.graph["fetched"], graph.graph["licence"] = when, LICENCE
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".ramasse-") as folder:
        made = Path(folder) / "roads.graphml"
        ox.save_graphml(graph, made)
        made.replace(path)
    return NOTE.format(nodes=len(graph), when=when, licence=LICENCE)


NOTE = Text(
    fr="{nodes} points de route, téléchargés le {when}. Licence : {licence} (à citer).",
    en="{nodes} road nodes, downloaded on {when}. Licence: {licence} (to be quoted).",
)
