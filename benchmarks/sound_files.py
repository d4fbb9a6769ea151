"""Files of every kind that ramasse takes in, as they should be."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from scenarios.source import LIBRARY


@cache
def whole(name: str) -> bytes:
    """Return a file as it should be."""
    return MAKERS[name]()


def _shipped(name: str, most: int | None = None) -> Callable[[], bytes]:
    def made() -> bytes:
        return b"".join((LIBRARY / name).read_bytes().splitlines(True)[:most])

    return made


def _small(name: str) -> Callable[[], bytes]:
    return lambda: _SMALL[name].encode()


def _workbook() -> bytes:
    from service.downloads import scenario_file
    from service.sources import from_library

    return scenario_file(from_library("aubagne"), "xlsx")[1]


def _short() -> bytes:
    from service.downloads import short_template

    return short_template("fr", date(2026, 11, 30))[1]


def _addresses() -> bytes:
    from benchmarks.made_addresses import write

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "addresses.csv"
        write(path, 60, 1, 1)
        return path.read_bytes()


@cache
def _studies() -> dict[str, bytes]:
    """Return a study, a split and a backup that are sound."""
    from scenarios import load
    from service.backup.taking import take
    from service.store import opened
    from solver import study
    from solver.allocation.supply import expected
    from solver.settings import Settings
    from solver.split import allocate

    world = load("aubagne").scenario
    found = study.run(world, Settings(iterations=1, weeks=0, explained=False))
    split = allocate(world, expected(world), compare=False)
    with tempfile.TemporaryDirectory() as folder:
        opened(f"sqlite:///{folder}/a.db").close()
        take(f"sqlite:///{folder}/a.db", Path(folder) / "backup")
        backup = (Path(folder) / "backup").read_bytes()
    return {
        "study.json": found.model_dump_json().encode(),
        "allocation.json": split.model_dump_json().encode(),
        "backup": backup,
    }


@cache
def _weights() -> bytes:
    """Return the workbook of a week, to be filled in."""
    from scenarios import load
    from service.ledger import Ledger
    from service.ledger.visit_workbook import visit_workbook

    world = load("aubagne").scenario
    with tempfile.TemporaryDirectory() as folder, Ledger(f"sqlite:///{folder}/a.db") as ledger:
        return visit_workbook(world, ledger.week_told(world, None), "fr")


def _code() -> bytes:
    """Return the code of the first round of a sound study, every stop of it told."""
    from models.study import Study
    from scenarios import load
    from scenarios.weighing.codes import RoundCode, round_digest, written

    world = load("aubagne").scenario
    item = Study.model_validate_json(whole("study.json")).plan.rounds[0]
    visits = tuple([n, 1] for n, _ in enumerate(item.collected))
    of = (world.id, world.week_of, item.id, round_digest(world, item))
    return f"Bonsoir,\n{written(RoundCode(*of, visits, None))}\nbonne soirée".encode()


_SMALL = {
    "stores.csv": "Nom;Ville;Code postal;Caisses;Heures;Association\n"
    "Super du Port;Aubagne;13400;6 colis;8h30-11h;ccas\nLe Fournil;;13400;3;;\nTotal;;;9;;\n",
    "hours.csv": "nom;horaires;adresse;date\nÉpicerie;Tu,Th 14:00-17:00;1 rue du Port;2026-01-20\n"
    'Maison;"Mo-Fr 09:00-12:00; PH off";2 quai;\n',
    "places.json": json.dumps(
        {
            "places": [
                {
                    "name": "Épicerie du Port",
                    "position": {"address": "1 quai du Port, 13400 Aubagne"},
                    "updatedAt": "2026-01-20T10:00:00.000Z",
                    "publics": {"accueil": 1, "familialle": ["family", "isolated"]},
                    "services_all": [{"category": "social_grocery_stores"}],
                    "tempInfos": {"closure": {"actif": True, "dateDebut": "2027-07-12"}},
                    "newhours": {
                        "tuesday": {"open": True, "timeslot": [{"start": "14:00", "end": 1700}]}
                    },
                }
            ]
        }
    ),
}
LOTS = (
    b"famille;kg;date limite;libell\xc3\xa9\n"
    b"dairy;40,5;04/12/2026;yaourts\nbread;18;;pains\nfruit-veg;120;;\n"
)


def _outlines() -> bytes:
    """Return outlines of six communes, one of two parts and one with a hole."""

    def box(lon: float, lat: float, side: float) -> list[list[float]]:
        north, east = round(lat + side, 4), round(lon + side, 4)
        return [[lon, lat], [east, lat], [east, north], [lon, north], [lon, lat]]

    zones = [
        {
            "type": "Feature",
            "properties": {"code": str(13001 + n), "nom": f"Commune {n}"},
            "geometry": {
                "type": "MultiPolygon" if n == 0 else "Polygon",
                "coordinates": [[box(5.0, 43.3, 0.04)], [box(4.9, 43.3, 0.02)]]
                if n == 0
                else [box(5.0 + 0.05 * n, 43.3, 0.05), *([box(5.06, 43.31, 0.01)] * (n == 1))],
            },
        }
        for n in range(6)
    ]
    return json.dumps({"type": "FeatureCollection", "features": zones}).encode()


def _feed() -> bytes:
    """Return the timetable of a line of buses, some stops of Aubagne and forty trips a day."""
    stops, trips, calls = (
        ["stop_id,stop_name,stop_lat,stop_lon"],
        ["route_id,service_id,trip_id"],
        [],
    )
    stops += [f"s{n},Arrêt {n},{43.28 + n / 200:.4f},{5.55 + n / 300:.4f}" for n in range(12)]
    for trip in range(40):
        trips.append(f"r,week,t{trip}")
        minutes = 7 * 60 + 15 * trip
        for n in range(12):
            at = f"{(minutes + 3 * n) // 60:02}:{(minutes + 3 * n) % 60:02}:00"
            calls.append(f"t{trip},{at},{at},s{n},{n}")
    tables = {
        "stops.txt": stops,
        "trips.txt": trips,
        "stop_times.txt": ["trip_id,arrival_time,departure_time,stop_id,stop_sequence", *calls],
        "calendar.txt": [
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
            "week,1,1,1,1,1,1,0,20260101,20281231",
        ],
        "calendar_dates.txt": ["service_id,date,exception_type", "week,20270101,2"],
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in tables.items():
            archive.writestr(name, "\n".join(lines) + "\n")
    return made.getvalue()


FIGURES = (
    b"CODGEO;NBPERSMENFISC21;TP6021\n13005;46000;15\n13001;145000;19,5\n13119;s;ns\n"
    b"13055;870000;26\n"
)
PLACES = (
    "Nom;Adresse;Commune;Latitude;Longitude;SIRET;Horaires;Public\n"
    "Épicerie du Port;1 quai;Aubagne;43,29;5,57;12345678901234;Ma,Je 14h-17h;familles\n"
    "Maison;2 rue;Aix-en-Provence;43.53;5.45;;;étudiants\n"
).encode()


def _osm() -> bytes:
    """Return a small town's roads: a grid of streets."""
    side, made = 12, ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
    for row in range(side):
        for column in range(side):
            lat, lon = 43.29 + row / 500, 5.56 + column / 500
            made.append(f'<node id="{row * side + column + 1}" lat="{lat}" lon="{lon}"/>')
    for line in range(side):
        for way, step, first in ((1, 1, line * side + 1), (2, side, line + 1)):
            refs = "".join(f'<nd ref="{first + step * n}"/>' for n in range(side))
            tags = '<tag k="highway" v="residential"/><tag k="maxspeed" v="30"/>'
            made.append(f'<way id="{way * 100 + line}">{refs}{tags}</way>')
    return "\n".join([*made, "</osm>"]).encode()


MAKERS: Mapping[str, Callable[[], bytes]] = {
    "scenario.yaml": _shipped("aubagne.yaml"),
    "marseille.yaml": _shipped("marseille.yaml"),
    "workbook.xlsx": _workbook,
    "short.xlsx": _short,
    "study.json": lambda: _studies()["study.json"],
    "allocation.json": lambda: _studies()["allocation.json"],
    "lots.csv": lambda: LOTS,
    "visits.csv": _shipped("aubagne_visites.csv", 60),
    "roads.osm": _osm,
    "roads.osm.gz": lambda: gzip.compress(_osm()),
    "backup": lambda: _studies()["backup"],
    "addresses.csv": _addresses,
    "stores.csv": _small("stores.csv"),
    "places.json": _small("places.json"),
    "hours.csv": _small("hours.csv"),
    "codes.txt": _code,
    "points.csv": _shipped("marseille_points.csv"),
    "weights.xlsx": _weights,
    "buying.yaml": _shipped("aix_achats.yaml"),
    "transfers.yaml": _shipped("aubagne_entraide.yaml"),
    "funders.yaml": _shipped("marseille_financeurs.yaml"),
    "grants.csv": _shipped("marseille_financeurs.csv"),
    "department.yaml": _shipped("department13.yaml"),
    "outlines.geojson": _outlines,
    "bus.zip": _feed,
    "figures.csv": lambda: FIGURES,
    "outlets.csv": lambda: PLACES,
    "outlets.json": lambda: whole("places.json"),
}
