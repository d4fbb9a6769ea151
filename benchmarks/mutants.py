"""Files of every kind, cut, flipped, doubled and rewritten at random, taken in as people would."""

from __future__ import annotations

import copy
import gzip
import io
import json
import random
import re
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.sound_files import whole
from scenarios.source import LIBRARY

WITHIN_S, MOST_BYTES = 10.0, 500_000_000
"""What taking in one file may take."""
HOSTILE: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1e308,
    10**40,
    "",
    "x" * 5_000,
    "\u0000",
    "=1+1",
    "\ud7ff",
    [],
    {},
    [[]],
    {"a": {"b": 1}},
    "2026-02-30",
    "25:61",
    0.1,
    "nan",
    [None] * 50,
)
KINDS: Mapping[str, str] = {
    "scenario.yaml": "scenario",
    "marseille.yaml": "scenario",
    "workbook.xlsx": "scenario",
    "short.xlsx": "scenario",
    "study.json": "study",
    "allocation.json": "study",
    "lots.csv": "lots",
    "visits.csv": "visits",
    "roads.osm": "roads",
    "roads.osm.gz": "roads",
    "backup": "backup",
    "addresses.csv": "addresses",
    "stores.csv": "list",
    "places.json": "places",
    "hours.csv": "places",
    "codes.txt": "codes",
    "points.csv": "points",
    "weights.xlsx": "visits",
    "buying.yaml": "scenario",
    "transfers.yaml": "scenario",
    "funders.yaml": "scenario",
    "grants.csv": "grants",
    "department.yaml": "scenario",
    "outlines.geojson": "outlines",
    "bus.zip": "timetable",
    "figures.csv": "figures",
    "outlets.csv": "outlets",
    "outlets.json": "outlets",
}
"""Files to be mutated, and how each is taken in."""


def mutated(name: str, rng: random.Random) -> bytes:
    """Return a file with something wrong in it."""
    content = whole(name)
    if name.endswith("json") and rng.random() < 0.7:
        said = json.loads(content)
        for _ in range(rng.choice((1, 1, 2, 5))):
            _spoil(said, rng)
        return json.dumps(said).encode()
    if content[:2] == b"PK" and rng.random() < 0.7:
        return _inside(content, rng)
    if content[:2] == b"\x1f\x8b" and rng.random() < 0.7:
        return gzip.compress(_lines(gzip.decompress(content), rng))
    if name.endswith((".csv", ".yaml", ".osm", ".txt")) and rng.random() < 0.6:
        return _lines(content, rng)
    way = rng.randrange(4)
    at = rng.randrange(len(content))
    if way == 0:
        return content[:at]
    if way == 1:
        made = bytearray(content)
        for _ in range(rng.choice((1, 3, 30))):
            made[rng.randrange(len(made))] = rng.randrange(256)
        return bytes(made)
    end = min(len(content), at + rng.randrange(1, 400))
    return content[:at] + content[end:] if way == 2 else content[:end] + content[at:]


def _inside(content: bytes, rng: random.Random) -> bytes:
    """Return an archive with something wrong in what one of its parts says."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        parts = old.infolist()
        chosen = rng.choice([one.filename for one in parts if one.file_size])
        for one in parts:
            part = old.read(one)
            if one.filename == chosen:
                part = _values(part, rng) if rng.random() < 0.8 else _lines(part, rng)
            new.writestr(one, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _values(part: bytes, rng: random.Random) -> bytes:
    """Return XML or JSON with some of its texts and numbers replaced."""
    there = list(_VALUE.finditer(part))
    for one in sorted(rng.sample(there, min(len(there), rng.choice((1, 2, 8)))), key=_start):
        said = str(rng.choice(HOSTILE)).encode("utf-8", "surrogatepass")
        part = part[: one.start(1)] + said + part[one.end(1) :]
    return part


def _start(found: re.Match[bytes]) -> int:
    """From the end on, so that places before stay where they are."""
    return -found.start()


_VALUE = re.compile(rb"(?:>|=\"|: \"?|, \"?)([^<>\",]+)")


def _lines(content: bytes, rng: random.Random) -> bytes:
    lines = content.split(b"\n")
    for _ in range(rng.choice((1, 2, 6))):
        at = rng.randrange(len(lines))
        way = rng.randrange(5)
        if way == 0:
            del lines[at]
            lines = lines or [b""]
        elif way == 1:
            lines.insert(at, rng.choice(lines))
        elif way == 2:
            lines[at] = lines[at].replace(b":", b" ").replace(b",", b";")
        else:
            words = lines[at].split(b" ")
            told = str(rng.choice(HOSTILE)).encode("utf-8", "replace")
            words[rng.randrange(len(words))] = told
            lines[at] = b" ".join(words)
    return b"\n".join(lines)


def _spoil(said: Any, rng: random.Random) -> None:
    """Change one thing somewhere in what a file says."""
    here = said
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not keys:
            return
        key = rng.choice(keys)
        if isinstance(here[key], dict | list) and here[key] and rng.random() < 0.8:
            here = here[key]
            continue
        way = rng.randrange(4)
        if way == 0:
            del here[key]
        elif way == 1 and isinstance(here, list):
            here.append(copy.deepcopy(here[key]))
        else:
            here[key] = copy.deepcopy(rng.choice(HOSTILE))
        return


def take_in(how: str, name: str, content: bytes) -> str:
    """Take in a file as the command and the page do; return whether it was taken or refused.

    Whatever else is raised is a traceback.
    """
    from scenarios import ScenarioError
    from service.asking.kind import NoAnswerError
    from service.database import DatabaseError
    from tabular import TableError

    try:
        return TAKEN[how](name, content)
    except (ScenarioError, DatabaseError, NoAnswerError, TableError) as error:
        str(error).encode()  # what cannot be written cannot be shown either
        return "refused"


def _scenario(name: str, content: bytes) -> str:
    from service.sources import Upload, read_here

    read_here(Upload(name, content, _beside()))
    return "taken"


def _beside() -> dict[str, bytes]:
    names = ("marseille_points.csv", "marseille_financeurs.csv")
    return {name: (LIBRARY / name).read_bytes() for name in names}


def _study(name: str, content: bytes) -> str:
    """Read a study and, where it holds together, show all that is made of it."""
    from pydantic import ValidationError

    from service.asking.whole import UnsoundStudyError
    from service.kinds.registry import KINDS as REGISTRY

    kind = "week" if name == "study.json" else "split"
    try:
        REGISTRY.handed_on(kind, content)
    except (ValidationError, UnsoundStudyError):
        return "refused"
    study = REGISTRY[kind].study.model_validate_json(content)
    REGISTRY[kind].html(study, "fr")
    return "taken"


def _with_file(read: Callable[[Path], object]) -> Callable[[str, bytes], str]:
    def taken(name: str, content: bytes) -> str:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            read(path)
        return "taken"

    return taken


def _roads(path: Path) -> None:
    from models.travel import RoadProfile
    from scenarios import Fault, ScenarioError
    from solver.travel import TravelError
    from solver.travel.road_network import read_network

    try:
        read_network(path, RoadProfile())
    except TravelError as error:
        raise ScenarioError(Fault(place="", path="", text=one) for one in error.faults) from error


def _lots(path: Path) -> None:
    from scenarios import load
    from scenarios.lots import read_lots

    read_lots(path, load("aubagne").scenario)


def _visits(path: Path) -> None:
    from scenarios import load
    from scenarios.weighing.tables import read_visits

    read_visits(path, load("aubagne").scenario)


def _backup(path: Path) -> None:
    from service.backup.restoring import restore

    restore(path, f"sqlite:///{path.parent / 'back.db'}")


def _list(path: Path) -> None:
    from scenarios import ScenarioError
    from scenarios.faults import ordered
    from scenarios.lists import KINDS, listed, taken
    from scenarios.yaml_text import UnreadableError

    try:
        found = listed(path.read_bytes(), next(iter(KINDS)), ("ccas",), path.name)
    except UnreadableError as error:
        raise ScenarioError(ordered(error.complaints)) from error
    taken(found, {one.column: one.role for one in found.guesses}, {"ccas": "CCAS"})


def _places(path: Path) -> None:
    from scenarios import Fault, ScenarioError
    from scenarios.outlets import read_places
    from scenarios.outlets.places import NO_LIST

    try:
        read_places(path.read_bytes())
    except ValueError as error:
        if str(error) != NO_LIST.en:
            raise
        raise ScenarioError([Fault(place="", path="", text=NO_LIST)]) from error


def _codes(path: Path) -> None:
    from models.study import Study
    from scenarios import ScenarioError, load
    from scenarios.faults import ordered
    from scenarios.weighing import read_codes

    study = Study.model_validate_json(whole("study.json"))
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    told = read_codes(text, load("aubagne").scenario, [study.plan])
    if told.complaints:
        raise ScenarioError(ordered(told.complaints))


def _points(name: str, content: bytes) -> str:
    del name
    from service.sources import Upload, read_here

    read_here(Upload("marseille.yaml", whole("marseille.yaml"), {"marseille_points.csv": content}))
    return "taken"


def _grants(name: str, content: bytes) -> str:
    del name
    from service.sources import Upload, read_here

    beside = {"marseille_financeurs.csv": content}
    read_here(Upload("funders.yaml", whole("funders.yaml"), beside))
    return "taken"


def _outlines(path: Path) -> None:
    """Read outlines, and draw them."""
    from scenarios.outlines.importing import import_outlines
    from scenarios.outlines.kept import outline_files, outlines

    folder = path.parent / "outlines"
    import_outlines(path, folder)
    files = outline_files(folder)
    for px_m in (10.0, 1000.0):
        for one in outlines(_EVERYWHERE, px_m, files):
            str(one).encode()


_EVERYWHERE = (-90.0, 90.0, -180.0, 180.0)


def _territory(field: str) -> Callable[[Path], None]:
    def read(path: Path) -> None:
        from scenarios import load
        from scenarios.territory.facts import facts_of

        world = load("department13").scenario
        said = path.name if field == "timetable" else (path.name,)
        files = world.territory.files.changed(**{field: said})
        territory = world.territory.changed(files=files)
        facts_of(world.changed(territory=territory), path.parent).facts.model_dump_json().encode()

    return read


def _addresses(path: Path) -> None:
    from scenarios.addresses.importing import import_file

    import_file(path, path.parent / "books")


TAKEN: Mapping[str, Callable[[str, bytes], str]] = {
    "scenario": _scenario,
    "study": _study,
    "lots": _with_file(_lots),
    "visits": _with_file(_visits),
    "roads": _with_file(_roads),
    "backup": _with_file(_backup),
    "addresses": _with_file(_addresses),
    "list": _with_file(_list),
    "places": _with_file(_places),
    "codes": _with_file(_codes),
    "points": _points,
    "grants": _grants,
    "outlines": _with_file(_outlines),
    "timetable": _with_file(_territory("timetable")),
    "figures": _with_file(_territory("figures")),
    "outlets": _with_file(_territory("lists")),
}


def measured(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Take in some mutated files of each kind, and yield a row for each kind."""
    from service.workshop.helpers import Helpers, TooMuchError

    helpers = Helpers(1)
    try:
        for name, how in KINDS.items():
            found: Counter[str] = Counter()
            told, longest_s = [], 0.0
            helpers.do(take_in, how, name, whole(name), within_s=120, most_bytes=4 * MOST_BYTES)
            for number in range(-(-count // len(KINDS))):
                content = mutated(name, random.Random(f"{seed}-{name}-{number}"))
                began = time.monotonic()
                try:
                    outcome = helpers.do(
                        take_in, how, name, content, within_s=WITHIN_S, most_bytes=MOST_BYTES
                    )
                except TooMuchError as error:
                    outcome = "too long" if " s." in error.text.en else "too heavy"
                except Exception as error:
                    outcome = "tracebacks"
                    told.append(f"{number}: {type(error).__name__}: {error}"[:160])
                longest_s = max(longest_s, time.monotonic() - began)
                found[outcome] += 1
            bad = {key: found[key] for key in ("tracebacks", "too heavy", "too long")}
            yield {
                "what": f"mutated {name}",
                "files": sum(found.values()),
                "taken": found["taken"],
                "refused": found["refused"],
                **bad,
                "longest s": longest_s,
                "violations": sum(bad.values()),
                "told": "; ".join(told[:3]),
            }
    finally:
        helpers.close()
