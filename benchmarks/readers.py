"""Many people who read pages and files of one server at once, each looking at what they got."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

READERS = 50
LOOKS_S = 2.0
"""Seconds that a reader looks at what came before asking for the next, on average."""
MIX: Mapping[str, int] = {
    "/fr/": 2,
    "/fr/runs": 3,
    "/fr/runs/{run}": 6,
    "/fr/runs/{run}/files": 2,
    "/fr/runs/{run}/sheets": 2,
    "/fr/scenarios/aubagne": 4,
    "/fr/scenarios/aubagne/tables/donors": 2,
    "/api/runs": 3,
    "/api/runs/{run}/files/classeur.xlsx": 3,
    "/api/runs/{run}/files/feuilles-de-route.pdf": 3,
    "/api/scenarios/aubagne/versions/1/file?form=xlsx": 2,
    "/fr/template.xlsx": 1,
    "/static/web.css": 6,
    "/static/report.css": 3,
}
"""What is asked for, and how often against the others."""


@dataclass(frozen=True)
class Asked:
    """One request: what, how it was answered, and how long that took."""

    path: str
    status: int
    ms: float

    @property
    def is_static(self) -> bool:
        """Whether nothing had to be worked out for it."""
        return self.path.startswith("/static/")


def read(address: str, run: str, seconds: float, seed: int, readers: int = READERS) -> list[Asked]:
    """Have readers ask for some time, and return all that they asked for.

    Parameters
    ----------
    run
        Whose pages and files are read.
    """
    import httpx2

    found: list[Asked] = []
    noting = threading.Lock()
    ends = time.monotonic() + seconds

    def one(number: int) -> None:
        rng = random.Random(f"{seed}-{number}")
        paths, often = list(MIX), list(MIX.values())
        with httpx2.Client(base_url=address, timeout=60) as client:
            time.sleep(rng.random() * LOOKS_S)
            while time.monotonic() < ends:
                path = rng.choices(paths, often)[0].format(run=run)
                began = time.perf_counter()
                try:
                    status = client.get(path).status_code
                except httpx2.HTTPError:
                    status = 0
                asked = Asked(path, status, 1000 * (time.perf_counter() - began))
                with noting:
                    found.append(asked)
                time.sleep(rng.expovariate(1 / LOOKS_S))

    with ThreadPoolExecutor(readers) as pool:
        list(pool.map(one, range(readers)))
    return found


def rows(found: Sequence[Asked]) -> list[dict[str, Any]]:
    """Return a row for all that was asked, and one for what is static."""
    made = []
    static = [one for one in found if one.is_static]
    for what, some in (("pages and files", found), ("static files", static)):
        took = sorted(one.ms for one in some)
        made.append(
            {
                "what": f"{READERS} readers beside a run: {what}",
                "clients": READERS,
                "asked": len(took),
                "median ms": statistics.median(took),
                "95 % ms": took[int(0.95 * (len(took) - 1))],
                "99 % ms": took[int(0.99 * (len(took) - 1))],
                "failed": sum(one.status != 200 for one in some),
            }
        )
    return made
