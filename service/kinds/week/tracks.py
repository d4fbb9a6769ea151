"""Rounds as tracks: GPX for a phone or a car, GeoJSON for a map; one of each per round."""

from __future__ import annotations

import itertools
import json

from models.base import Language
from models.numbers import amount
from models.plan import Round
from models.study import Study
from service.kinds.week.deliveries import at_doors_kg, said_at
from service.kinds.week.rounds import Roads, file_stems, label, named, way
from service.words.labels import word

FOLDER = "traces"
"""Where they are put, beside the other files."""
LEAST_KG = 0.5
"""Less than that is not worth a word."""


def tracks(study: Study, language: Language) -> dict[str, bytes]:
    """Return the files of every round by name; people and contacts are not in them."""
    roads: Roads = {(leg.origin, leg.destination): leg.points for leg in study.legs}
    found, stems = {}, file_stems(study, language)
    for item in study.plan.rounds:
        found[f"{FOLDER}/{stems[item.id]}.gpx"] = _gpx(study, item, roads, language)
        found[f"{FOLDER}/{stems[item.id]}.geojson"] = _geojson(study, item, roads, language)
    return found


def _told(study: Study, item: Round, position: int, language: Language) -> str:
    """Return what is done at a stop: what passes through the doors, and how it is packed."""
    parts = [word(item.stops[position].kind, language)]
    kg = sum(at_doors_kg(study.scenario, study.plan, item, position).values())
    if kg >= LEAST_KG:
        parts.append(amount(kg, "kg", language))
    packing = said_at(study.scenario, item, position, language)
    return ", ".join([*parts, *([packing] if packing else [])])


def _gpx(study: Study, item: Round, roads: Roads, language: Language) -> bytes:
    from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

    made = GPX()
    made.creator = "ramasse"
    made.name = named(study.scenario, item, language)
    made.description = study.travel.source
    for position, stop in enumerate(item.stops[1:-1], start=1):
        place = study.scenario.sites[stop.site]
        made.waypoints.append(
            GPXWaypoint(
                place.lat,
                place.lon,
                name=label(study.scenario, stop.site),
                description=_told(study, item, position, language),
            )
        )
    segment = GPXTrackSegment(
        [GPXTrackPoint(lat, lon) for lat, lon in way(study.scenario, item, roads)]
    )
    track = GPXTrack(name=made.name)
    track.segments.append(segment)
    made.tracks.append(track)
    return str(made.to_xml()).encode()


def _geojson(study: Study, item: Round, roads: Roads, language: Language) -> bytes:
    line = [[lon, lat] for lat, lon in way(study.scenario, item, roads)]
    features: list[dict[str, object]] = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": line},
            "properties": {
                "name": named(study.scenario, item, language),
                "travel": study.travel.source,
            },
        }
    ]
    for number, (_, stop) in enumerate(itertools.pairwise(item.stops), start=1):
        kg = at_doors_kg(study.scenario, study.plan, item, number)
        place = study.scenario.sites[stop.site]
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
                "properties": {
                    "name": label(study.scenario, stop.site),
                    "order": number,
                    "kind": stop.kind,
                    "kg": {family: round(one, 1) for family, one in kg.items()},
                    "units": list(stop.units),
                    "errand": stop.errand,
                },
            }
        )
    content = {"type": "FeatureCollection", "features": features}
    return json.dumps(content, ensure_ascii=False).encode()
