"""What coordinators do at once on a server that may go away: each deed until it is acknowledged."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

LAST_MONDAY = date(2026, 11, 23)
AGAIN_S = 0.2
GIVEN_UP_S = 240.0
"""Seconds after which a deed that is still not acknowledged is given up."""


@dataclass
class Week:
    """One week that a hand split, published, weighed and corrected."""

    monday: date
    done: set[str] = field(default_factory=set)
    """Deeds that were acknowledged."""


@dataclass
class Heard:
    """What was answered, over all hands."""

    acknowledged: Counter[str] = field(default_factory=Counter)
    false: list[str] = field(default_factory=list)
    """Answers that were neither what was asked for, nor an honest "not now"."""
    weeks: list[Week] = field(default_factory=list)
    uploaded: list[str] = field(default_factory=list)
    """Ids of scenarios whose upload was acknowledged."""


class Hands:
    """Some hands at work on one server, whose address may change when it is started again."""

    def __init__(self, address: str, count: int, upload: str) -> None:
        self.address = address
        self.heard = Heard()
        self._upload = upload
        self._numbers = itertools.count()
        self._uploads = itertools.count()
        self._noting = threading.Lock()
        self._ends = threading.Event()
        deeds = [*([self._work] * count), self._send_files]
        self._threads = [
            threading.Thread(target=self._noted, args=(deed,), daemon=True) for deed in deeds
        ]

    def start(self) -> None:
        """Begin."""
        for one in self._threads:
            one.start()

    def finish(self) -> None:
        """Begin nothing new, and end what was begun."""
        self._ends.set()
        for one in self._threads:
            one.join(2 * GIVEN_UP_S)

    def _noted(self, deed: Callable[[], None]) -> None:
        """Work; what ends it unasked is a false answer, not a hand fewer."""
        try:
            deed()
        except Exception as error:
            self._false(f"{deed.__name__}: {type(error).__name__}: {error}"[:300])

    def _work(self) -> None:
        while not self._ends.is_set():
            number = next(self._numbers)
            week = Week(LAST_MONDAY - timedelta(weeks=number))
            with self._noting:
                self.heard.weeks.append(week)
            run = self._split(week)
            if run is None:
                continue
            key = f"endurance-{number}"
            ledger, line = "/api/v1/ledger/aubagne", self._line(week)
            for name, path, sent, keyed in (
                ("publish", f"{ledger}/weeks", {"run": run}, True),
                ("weigh", "/api/v1/journal/aubagne/visits", self._visit(week), False),
                ("correct", f"{ledger}/corrections", line, True),
            ):
                headers = {"Idempotency-Key": f"{key}-{name}"} if keyed else {}
                if self._until_done(name, path, sent, headers) is not None:
                    week.done.add(name)

    def _split(self, week: Week) -> str | None:
        asked = {"kind": "split", "scenario": "aubagne", "sets": [f"week_of={week.monday}"]}
        ends = time.monotonic() + GIVEN_UP_S
        while time.monotonic() < ends:
            made = self._until_done("ask", "/api/v1/runs", asked, {})
            if made is None:
                return None
            state = self._ended(made["id"], ends)
            if state == "done":
                return str(made["id"])
        return None

    def _ended(self, run: str, ends: float) -> str:
        while time.monotonic() < ends:
            found = self._asked("GET", f"/api/v1/runs/{run}")
            if found is not None and found[0] == 200:
                if found[1]["state"] not in ("queued", "running"):
                    if found[1]["state"] == "done" and not found[1]["has_study"]:
                        self._false(f"{run}: done without a study")
                    return str(found[1]["state"])
            elif found is not None and found[0] != 503:
                self._false(f"GET run: {found[0]}")
                return "unknown"
            time.sleep(AGAIN_S)
        return "unknown"

    def _send_files(self) -> None:
        while not self._ends.is_set():
            number = next(self._uploads)
            name = f"e{number}"
            content = self._upload.replace("id: aubagne", f"id: {name}", 1).encode()
            found = self._asked("POST", "/api/v1/scenarios", files={"file": ("a.yaml", content)})
            if found is not None and found[0] == 201:
                with self._noting:
                    self.heard.uploaded.append(found[1]["scenario"])
                    self.heard.acknowledged["upload"] += 1
            elif found is not None and found[0] != 503:
                self._false(f"upload: {found[0]} {str(found[1])[:200]}")
            self._ends.wait(0.5)

    def _until_done(
        self, name: str, path: str, sent: dict[str, Any], headers: dict[str, str]
    ) -> dict[str, Any] | None:
        """Ask until it is done; return the answer, none when that took too long."""
        ends = time.monotonic() + GIVEN_UP_S
        while time.monotonic() < ends:
            found = self._asked("POST", path, json=sent, headers=headers)
            if found is not None and found[0] == 201:
                with self._noting:
                    self.heard.acknowledged[name] += 1
                return dict(found[1])
            if found is not None and found[0] not in (429, 503):
                self._false(f"{name}: {found[0]} {str(found[1])[:300]}")
                return None
            time.sleep(AGAIN_S)
        return None

    def _asked(self, method: str, path: str, **given: Any) -> tuple[int, Any] | None:
        """Return status and answer, none when the connection was lost."""
        import httpx2

        try:
            with httpx2.Client(base_url=self.address, timeout=30, trust_env=False) as client:
                found = client.request(method, path, **given)
            if found.status_code in (429, 503) and "retry-after" not in found.headers:
                self._false(f"{path}: {found.status_code} without Retry-After")
            return found.status_code, found.json() if found.content else {}
        except (httpx2.HTTPError, ValueError):
            return None

    def _false(self, told: str) -> None:
        with self._noting:
            self.heard.false.append(told)

    @staticmethod
    def _visit(week: Week) -> dict[str, Any]:
        day = week.monday + timedelta(days=1)
        one = {"day": str(day), "donor": DONOR, "association": WHO, "holder": WHO}
        return {"visits": [{**one, "food": [{"family": FAMILY, "kg": 12.5}]}], "sure": True}

    @staticmethod
    def _line(week: Week) -> dict[str, Any]:
        of = {"week_of": str(week.monday), "association": WHO, "family": FAMILY}
        return {**of, "kind": "received", "kg": 0.5, "reason": "endurance"}


DONOR, WHO, FAMILY = "hyper-1", "secours-populaire", "dairy"
"""Of Aubagne: a store, who holds it, and what it gives."""
