"""Rounds as tracks: GPX for a phone or a car, GeoJSON for a map; one of each per round."""

from __future__ import annotations

import itertools
import json

from models.plan import Round
from models.study import Study
from service.exports.maps import Roads, way
from service.exports.rounds import label

FOLDER = "traces"
"""Where they are put, beside the other files."""
OWNED = (f"{FOLDER}/*.gpx", f"{FOLDER}/*.geojson")
"""What is in it."""


def tracks(study: Study) -> dict[str, bytes]:
    """Return the files of every round by name; people and contacts are not in them."""
    roads: Roads = {(leg.origin, leg.destination): leg.points for leg in study.legs}
    found = {}
    for item in study.plan.rounds:
        found[f"{FOLDER}/{item.id}.gpx"] = _gpx(study, item, roads)
        found[f"{FOLDER}/{item.id}.geojson"] = _geojson(study, item, roads)
    return found


def _name(study: Study, item: Round) -> str:
    return f"{study.scenario.vehicle[item.vehicle].label}, {item.day} {item.shift}"


def _gpx(study: Study, item: Round, roads: Roads) -> bytes:
    from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

    made = GPX()
    made.creator = "ramasse"
    made.name = _name(study, item)
    made.description = study.travel.source
    for stop in item.stops[1:-1]:
        place = study.scenario.sites[stop.site]
        made.waypoints.append(
            GPXWaypoint(place.lat, place.lon, name=label(study.scenario, stop.site))
        )
    segment = GPXTrackSegment(
        [GPXTrackPoint(lat, lon) for lat, lon in way(study.scenario, item, roads)]
    )
    track = GPXTrack(name=made.name)
    track.segments.append(segment)
    made.tracks.append(track)
    return str(made.to_xml()).encode()


def _geojson(study: Study, item: Round, roads: Roads) -> bytes:
    line = [[lon, lat] for lat, lon in way(study.scenario, item, roads)]
    features: list[dict[str, object]] = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": line},
            "properties": {"name": _name(study, item), "travel": study.travel.source},
        }
    ]
    for number, (_, stop) in enumerate(itertools.pairwise(item.stops), start=1):
        place = study.scenario.sites[stop.site]
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
                "properties": {
                    "name": label(study.scenario, stop.site),
                    "order": number,
                    "kind": stop.kind,
                },
            }
        )
    content = {"type": "FeatureCollection", "features": features}
    return json.dumps(content, ensure_ascii=False).encode()
