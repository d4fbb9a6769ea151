"""Three years of a town's weeks in one database: its pages, papers, forecast and next week."""

from __future__ import annotations

import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, cast

from benchmarks import registry
from benchmarks.made_years import made_journal
from benchmarks.tables import Table
from models.allocation import Allocation
from models.calendar import DAYS
from models.month import MonthStudy
from models.scenario import Scenario
from models.study import Study
from models.visits import Outing
from scenarios import dump, load
from service.asking.given import Given
from service.backend import Desk
from service.files import contents
from service.kinds.month.gifts import gifts
from service.kinds.month.notes import notes
from service.kinds.month.page import month_page
from service.kinds.month.register import register as food_register
from service.kinds.month.settlement import settlement
from service.kinds.month.statement import statement
from service.kinds.month.writer import Writer
from service.kinds.registry import KINDS
from service.ledger import Telling
from service.sources import OnDisk, Upload, check
from service.store import published, runs, scenarios
from solver.split import allocate_plan

STORES, WEEKS, GIVING_DAYS = 60, 156, 5
PLAN_S = 10.0
NO_BAR = float("inf")
Took = tuple[float, float]
"""Seconds that passed, and seconds of a processor: bars are of these, whatever else works there."""
PAGE_S, NEXT_S, FORECAST_S, STORE_MB = 2.0, 1.0, 2.0, 200.0
WEEK = timedelta(weeks=1)
LANGUAGE: Any = "fr"
FORECAST, NEXT = "forecast: reckoned", "next_week: reckoned"


def town(weeks: int) -> Scenario:
    """Return Aubagne with 60 stores that give on five days, so many weeks before its last one."""
    base = load("aubagne", "hub", []).scenario
    donors = []
    for n in range(STORES):
        like = base.donors[n % len(base.donors)]
        offer = like.offers[0].changed(days=DAYS[:GIVING_DAYS], weeks="any", of_month=())
        label = f"{like.label} {n + 1}"
        donors.append(like.changed(id=f"store-{n + 1:02d}", label=label, offers=(offer,)))
    policy = base.policy.changed(commitments=(), opened=())
    return base.changed(
        id="weeks",
        label="Trois ans",
        donors=tuple(donors),
        policy=policy,
        week_of=base.week_of - (weeks - 1) * WEEK,
    )


def outings(world: Scenario, weeks: int, draw: Random) -> Iterator[Outing]:
    """Yield an outing of each vehicle on each of its days."""
    for n in range(weeks):
        for vehicle in world.vehicles:
            for day in vehicle.days:
                yield Outing(
                    day=world.week_of + n * WEEK + timedelta(days=DAYS.index(day)),
                    vehicle=vehicle.id,
                    owner=vehicle.owner,
                    km=round(draw.uniform(12, 60), 1),
                    hours=round(draw.uniform(1.5, 4), 2),
                )


def keep_week(desk: Desk, study: Study, split: Allocation, week_of: date, version: Any) -> None:
    """Keep the plan and the split of a week as runs, and publish it."""
    world = study.scenario.changed(week_of=week_of)
    planned = runs.add(
        desk.database, "week", version, {"kind": "week", "scenario": version.scenario}
    )
    content = study.changed(scenario=world).model_dump_json().encode()
    runs.end(desk.database, planned.id, "done", content)
    asked = {"kind": "split", "scenario": version.scenario, "supply": {"run": planned.id}}
    made = runs.add(desk.database, "split", version, asked)
    of_week = split.changed(scenario=world)
    content = of_week.model_dump_json().encode()
    runs.end(desk.database, made.id, "done", content)
    desk.ledger.publish(of_week, published.note(made.id, world.id, week_of, content))


def filled(desk: Desk, first: Scenario, study: Study, split: Allocation, weeks: int) -> int:
    """Fill a database with weeks told, planned and published; return how many visits."""
    last = first.changed(week_of=first.week_of + (weeks - 1) * WEEK)
    after = first.changed(week_of=first.week_of + weeks * WEEK)
    journal = made_journal(after, weeks=weeks, seed=1, visits_a_week=GIVING_DAYS)
    drives = list(outings(first, weeks, Random(1)))
    checked = check(Upload("weeks.yaml", dump(first).encode()))
    version = scenarios.add(desk.database, checked)
    for n in range(weeks):
        week_of = first.week_of + n * WEEK
        if n:
            world = first.changed(week_of=week_of)
            upload = Upload("weeks.yaml", dump(world).encode())
            sound = replace(checked, upload=upload, scenario=world)
            version = scenarios.add_version(desk.database, version.scenario, sound)
        keep_week(desk, study, split, week_of, version)
        ends = week_of + WEEK
        desk.ledger.tell(
            last.id,
            Telling(
                tuple(one for one in journal.visits if week_of <= one.day < ends),
                tuple(one for one in drives if week_of <= one.day < ends),
            ),
        )
    return len(journal.visits)


def best_of(times: int, ask: Callable[[], Any]) -> Took:
    """Return the seconds of something done again and again, at best: passed, of a processor."""
    took = []
    for _ in range(times):
        began, worked = time.perf_counter(), time.process_time()
        ask()
        took.append((time.perf_counter() - began, time.process_time() - worked))
    return min(one for one, _ in took), min(one for _, one in took)


def papers(given: Given, last: Scenario, times: int) -> Iterator[tuple[str, Took, float]]:
    """Yield what each paper takes, from the database to its files, warm; and its bar."""
    month = f"{last.week_of - WEEK:%Y-%m}"
    for name, asked, bar in (
        ("month", {"month": month}, PAGE_S),
        ("month", {"month": str((last.week_of - WEEK).year)}, PAGE_S),
        ("watch", {"month": month}, PAGE_S),
        ("history", {}, PAGE_S),
        ("forecast", {}, FORECAST_S),
        ("next_week", {}, NEXT_S),
    ):
        kind = KINDS[name]
        wanted = kind.asked.model_validate({"kind": name, "scenario": "weeks"} | asked)
        study = kind.work(wanted, given)
        kind.made(study, LANGUAGE)

        def work(kind: Any = kind, wanted: Any = wanted) -> Any:
            return kind.work(wanted, given)

        def made(kind: Any = kind, study: Any = study) -> Any:
            return dict(kind.made(study, LANGUAGE))  # some are made when they are asked for

        said = " ".join([name, *asked.values()])
        yield f"{said}: reckoned", best_of(times, work), bar
        if isinstance(study, MonthStudy) and not study.period.year:
            yield from _papers(study, times)
            yield f"{said}: all its papers at once", best_of(1, made), NO_BAR
        else:
            yield f"{said}: its papers", best_of(times, made), PAGE_S


def _papers(study: MonthStudy, times: int) -> Iterator[tuple[str, Took, float]]:
    """Yield what each paper of a month takes, of the body with the most visits."""
    writer = Writer(study, LANGUAGE)
    body = max(writer.by_body, key=lambda one: len(writer.by_body[one]))
    row = next(one for one in study.holders if one.association == body)
    visits = len(writer.by_body[body])
    for name, paper in (
        ("gifts", partial(gifts, writer, body)),
        ("notes", partial(notes, writer, body)),
        ("register", partial(food_register, writer, body)),
        ("statement", partial(statement, writer, row)),
        ("settlement", partial(settlement, writer)),
        ("workbook", lambda: contents(study, month_page(study, LANGUAGE), LANGUAGE)),
    ):
        yield f"month, {name}, {visits} visits", best_of(times, paper), PAGE_S


def visited(app: Any, last: Scenario, times: int) -> Iterator[tuple[str, Took, float]]:
    """Yield what each page takes: the first look at it, and the best of those after it."""
    from fastapi.testclient import TestClient

    with TestClient(app, base_url="http://localhost") as client:
        for what, path in (
            ("calendar of weeks", f"/fr/weeks/{last.id}"),
            ("calendar, ten years", f"/fr/weeks/{last.id}?most=530"),
            ("grid of a week", f"/fr/weeks/{last.id}/{last.week_of - WEEK}"),
            ("grid's workbook", f"/fr/weeks/{last.id}/{last.week_of - WEEK}/visits.xlsx"),
            ("ledger of the town", f"/fr/ledger/{last.id}"),
            ("journal as lines (API)", f"/api/journal/{last.id}/visits"),
            ("journal, its chain (API)", f"/api/journal/{last.id}/chain"),
        ):

            def look(path: str = path) -> None:
                answer = client.get(path)
                if answer.status_code != 200:
                    raise RuntimeError(f"{path}: {answer.status_code} {answer.text[:300]}")

            yield f"{what}, first", best_of(1, look), PAGE_S
            yield f"{what}, again", best_of(times, look), PAGE_S


def run_case(options: Namespace) -> Table:
    """Fill a database, then look at everything that people look at."""
    from service.server import create_app

    weeks = options.scale or WEEKS
    first = town(weeks)
    asked = KINDS["week"].asked.model_validate(
        {"kind": "week", "scenario": "weeks", "time_limit_s": options.time_limit or PLAN_S}
        | {"weeks": 0, "seed": 1}
    )
    with tempfile.TemporaryDirectory() as folder:
        path, base = Path(folder) / "weeks.yaml", Path(folder) / "weeks.db"
        url = f"sqlite:///{base}"
        path.write_text(dump(first), encoding="utf-8")
        study = cast("Study", KINDS["week"].work(asked, Given(OnDisk(str(path)), cached=False)))
        split = allocate_plan(study, compare=False)
        last = first.changed(week_of=first.week_of + (weeks - 1) * WEEK)
        app = create_app(url, KINDS, workers=0)
        began = time.perf_counter()
        visits = filled(app.state.desk, first, study, split, weeks)
        fill_s = time.perf_counter() - began
        path.write_text(dump(last), encoding="utf-8")
        times = 2 if weeks > STORES else 1
        found = [*papers(Given(OnDisk(str(path)), database=url), last, times)]
        found += visited(app, last, times)
        megabytes = sum(one.stat().st_size for one in base.parent.glob("weeks.db*")) / 1e6
    full = weeks >= WEEKS
    rows: list[dict[str, Any]] = [
        {"what": f"{visits} visits kept, {weeks} weeks", "s": round(fill_s, 2)}
    ]
    rows += [
        {"what": what, "s": round(passed, 2), "processor s": round(s, 2)}
        | ({} if bar == NO_BAR else {"bar": bar, "violations": int(full and s > bar)})
        for what, (passed, s), bar in found
    ]
    rows.append(
        {"what": "database", "MB": round(megabytes, 1), "bar": STORE_MB}
        | {"violations": int(full and megabytes > STORE_MB)}
    )
    missed = [str(row["what"]) for row in rows if row.get("violations")]
    looked_at = [one for one in found if one[2] == PAGE_S and one[0] not in (FORECAST, NEXT)]
    worst = max(looked_at, key=lambda one: one[1][1])
    took = {what: s for what, (_, s), _ in found}
    return Table(
        "weeks",
        tuple(rows),
        f"{visits} visits, seconds of a processor: slowest page or paper {worst[1][1]:.2f} "
        f"({worst[0]}; bar {PAGE_S:g}), next {took[NEXT]:.2f} ({NEXT_S:g}), "
        f"forecast {took[FORECAST]:.2f} ({FORECAST_S:g}), "
        f"{megabytes:.0f} MB ({STORE_MB:g}): "
        + (f"MISSED {', '.join(missed)}" if missed else "all held" if full else "not at full size"),
    )


CASE = registry.register(
    registry.Case(
        "weeks",
        "three years of 60 stores in one database: pages, papers, forecast, the next week",
        run_case,
        smoke={"scale": 3, "time_limit": 1.0},
    )
)
