"""Files of every kind, cut, flipped, doubled and rewritten at random, taken in as people would."""

from __future__ import annotations

import copy
import gzip
import io
import json
import random
import re
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.sound_files import whole
from benchmarks.taken_in import weighed

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


def measured(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Take in some mutated files of each kind, and yield a row for each kind."""
    from service.workshop.helpers import Helpers, TooMuchError

    helpers = Helpers(1)
    try:
        for name, how in KINDS.items():
            found: Counter[str] = Counter()
            told, longest_s, most = [], 0.0, 0
            helpers.do(weighed, how, name, whole(name), within_s=120, most_bytes=4 * MOST_BYTES)
            for number in range(-(-count // len(KINDS))):
                content = mutated(name, random.Random(f"{seed}-{name}-{number}"))
                began = time.monotonic()
                try:
                    outcome, peak = helpers.do(
                        weighed, how, name, content, within_s=WITHIN_S, most_bytes=MOST_BYTES
                    )
                    most = max(most, peak)
                    outcome = "too heavy" if peak > MOST_BYTES else outcome
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
                "peak MB": most / 1e6,
                "violations": sum(bad.values()),
                "told": "; ".join(told[:3]),
            }
    finally:
        helpers.close()
