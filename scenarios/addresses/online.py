"""The look-up of addresses on line: off unless a service is named; only addresses are sent.

The protocol is that of the Géoplateforme's geocoding service (IGN), ``/search?q=…&citycode=…``,
which answers in GeoJSON as the earlier Base Adresse Nationale service did (addok).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from models.folders import own_file, own_folder
from scenarios.addresses.candidates import Candidate, Level

SERVICE = "https://data.geopf.fr/geocodage"
"""The public service of the French State, which needs no key."""
PATIENCE_S = 5.0
LARGEST = 1_000_000
"""Bytes of an answer, at most."""
MOST = 8
LEVELS: Mapping[str, Level] = {"housenumber": "number", "street": "street", "locality": "street"}


class OfflineError(Exception):
    """The service did not answer as it should; says why."""


@dataclass
class Online:
    """A service that addresses may be asked of; it is asked once for each.

    Parameters
    ----------
    service
        Its address, without ``/search``.
    kept
        File of the answers given so far.
    """

    service: str
    kept: Path | None = None
    asked: list[str] = field(default_factory=list)
    """What was sent, in order."""
    failed: str = ""
    """Why it does not answer; nothing more is asked then."""

    def find(self, text: str, code: str) -> list[Candidate]:
        """Return what an address may mean, the best first; nothing once the service has failed.

        Parameters
        ----------
        text
            The address.
        code
            Insee code of its commune; empty when it is not known.
        """
        if self.failed:
            return []
        query = {"q": text[:200], "limit": str(MOST), "autocomplete": "0"}
        if code:
            query["citycode"] = code
        url = f"{self.service.rstrip('/')}/search?{urlencode(query)}"
        try:
            answer = self._kept(url)
            if answer is None:
                answer = self._answer(url, text)
            return self._candidates(answer)
        except OfflineError as error:
            self.failed = str(error)
            return []

    def _answer(self, url: str, text: str) -> str:
        if urlsplit(url).scheme not in ("http", "https"):
            raise OfflineError("http, https")
        from http.client import HTTPException
        from urllib.error import URLError
        from urllib.request import Request, urlopen

        self.asked.append(text)
        try:
            request = Request(url, headers={"User-Agent": "ramasse"})  # noqa: S310
            with urlopen(request, timeout=PATIENCE_S) as said:  # noqa: S310
                answer = said.read(LARGEST).decode("utf-8")
        except (URLError, HTTPException, OSError, ValueError) as error:
            why = str(getattr(error, "reason", error)).strip() or type(error).__name__
            raise OfflineError(why) from error
        self._candidates(answer)
        self._keep(url, answer)
        return str(answer)

    def _candidates(self, answer: str) -> list[Candidate]:
        try:
            features = json.loads(answer)["features"]
            found = [self._candidate(one) for one in features]
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise OfflineError("GeoJSON") from error
        return sorted(found, key=lambda one: (-one.score, one.label))

    def _candidate(self, feature: Mapping[str, Any]) -> Candidate:
        told = feature["properties"]
        lon, lat = feature["geometry"]["coordinates"][:2]
        return Candidate(
            label=str(told["label"])[:200],
            street=str(told.get("name", told["label"]))[:200],
            commune=str(told.get("city", ""))[:200],
            code=str(told.get("citycode", "")),
            postcode=str(told.get("postcode", "")),
            lat=float(lat),
            lon=float(lon),
            score=round(min(1.0, max(0.0, float(told.get("score", 0.0)))), 4),
            level=LEVELS.get(str(told.get("type", "")), "commune"),
            origin="online",
            found_in=urlsplit(self.service).netloc,
        )

    def _kept(self, url: str) -> str | None:
        if self.kept is None or not self.kept.is_file():
            return None
        try:
            with closing(sqlite3.connect(self.kept)) as database:
                row = database.execute("SELECT answer FROM answers WHERE url = ?", (url,))
                found = row.fetchone()
        except sqlite3.Error:
            return None
        return None if found is None else str(found[0])

    def _keep(self, url: str, answer: str) -> None:
        """Keep an answer; a disk that is full or read-only is no fault of the address."""
        if self.kept is None:
            return
        try:
            own_folder(self.kept.parent)
            own_file(self.kept)
            with closing(sqlite3.connect(self.kept)) as database, database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS answers (url TEXT PRIMARY KEY, answer TEXT)"
                )
                database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (url, answer))
        except (OSError, sqlite3.Error):
            return
