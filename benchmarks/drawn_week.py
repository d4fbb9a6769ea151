"""A made-up day of 60 rounds over the 330 points of the department, as the page that draws it."""

from __future__ import annotations

import csv
import math
import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from models.base import Language
from models.calendar import Day
from models.donors import Offer
from models.history import NO_PAST
from models.plan import Plan, Round, Stop
from models.study import Study
from scenarios import load
from service import pages
from service.kinds.week.drawn_tab import drawn_tab
from service.web.rendering import STATIC
from solver.travel import matrix

ROUNDS, POINTS = 60, 330
DAY: Day = "mon"
LEAVES_S, STOP_S, WAY_S = 8 * 3600, 600, 420
KG = 40.0
PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="report.css"><link rel="stylesheet" href="web.css">
<link rel="stylesheet" href="drawn.css"></head>
<body><main id="content"><h1>{title}</h1>
{body}
</main><script src="drawn.js" defer></script></body></html>
"""


@cache
def made_week(rounds: int = ROUNDS, points: int = POINTS) -> Study:
    """Return a week of one day: every point is visited by one round, in sectors around a hub.

    Its plan was checked by nobody: it is there to be drawn.
    """
    town = load("aubagne", "hub").scenario
    table = files("scenarios").joinpath("library/marseille_points.csv")
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    spots = list(csv.DictReader(lines, delimiter=";"))[:points]
    pattern, vehicle, hub = town.donors[0], town.vehicles[0], town.associations[0]
    whole_week = pattern.offers[0].changed(days=(DAY,), day_kg={})
    donors = tuple(
        pattern.changed(
            id=f"point-{n}",
            label=one["libelle"],
            place=hub.place.changed(lat=float(one["latitude"]), lon=float(one["longitude"])),
            offers=(Offer.model_validate(whole_week.model_dump()),),
        )
        for n, one in enumerate(spots)
    )
    vans = tuple(
        vehicle.changed(id=f"van-{n}", label=f"Camion {n + 1}", owner=hub.id) for n in range(rounds)
    )
    scenario = town.changed(donors=donors, vehicles=vans)

    def turned(n: int) -> float:
        place = donors[n].place
        return math.atan2(place.lat - hub.place.lat, place.lon - hub.place.lon)

    around = sorted(range(len(donors)), key=lambda n: (turned(n), n))
    made = []
    for number in range(rounds):
        mine = around[number * len(around) // rounds : (number + 1) * len(around) // rounds]
        sites = [hub.id, *(donors[n].id for n in mine), hub.id, hub.id]
        kinds = ["depart", *["collect"] * len(mine), "unload", "return"]
        stops = []
        for n, (kind, site) in enumerate(zip(kinds, sites, strict=True)):
            at = LEAVES_S + n * (STOP_S + WAY_S)
            collects = kind == "collect"
            stop: dict[str, Any] = {"kind": kind, "site": site, "units": (), "errand": False}
            stop |= {"arrive_s": at, "start_s": at, "leave_s": at + STOP_S}
            stop |= {"pickup": f"{site}_{DAY}" if collects else None}
            stop |= {"kg": {scenario.families[0].id: KG} if collects else {}}
            stops.append(Stop.model_construct(**stop))
        made.append(
            Round(
                id=f"{DAY}-{town.shifts[0].id}-van-{number}",
                stream="common",
                vehicle=f"van-{number}",
                day=DAY,
                shift=town.shifts[0].id,
                crew=(),
                stops=tuple(stops),
            )
        )
    plan = Plan(rounds=tuple(made))
    parts: dict[str, Any] = {"legs": (), "unserved": (), "past": NO_PAST}
    parts |= {"alone": None, "by_hand": None}
    parts |= {"scenario": scenario, "travel": matrix(scenario), "plan": plan}
    return Study.model_construct(**parts)


def write_page(study: Study, folder: Path, language: Language = "fr") -> Path:
    """Write the page that draws a week, with its styles and script; return its path."""
    for name in ("web.css", "drawn.css", "drawn.js"):
        shutil.copy(STATIC / name, folder / name)
    shutil.copy(Path(pages.__file__).with_name("report.css"), folder / "report.css")
    path = folder / "drawn.html"
    body = drawn_tab(study, language)
    title = study.scenario.label
    path.write_text(PAGE.format(language=language, title=title, body=body), encoding="utf-8")
    return path
