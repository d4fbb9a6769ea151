"""Weighed-in lots: a CSV file or a workbook, one line per lot, in French or English."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from models.allocation import Container, Supply, SupplyLot
from models.base import Text
from models.dates import read_date
from models.numbers import read_number
from models.scenario import Scenario
from scenarios.faults import Complaint, Mark, ScenarioError, nearest, ordered, shown

LARGEST = 10_000_000
"""Bytes of a file, at most."""
MOST_LINES = 20_000
"""Lines of lots, at most."""
DAY_S = 86_400
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "family": ("famille", "family"),
    "kg": ("kg", "poids", "weight"),
    "crates": ("caisses", "crates"),
    "pallets": ("palettes", "pallets"),
    "use_by": ("date_limite", "dlc", "use_by"),
    "received_on": ("recu_le", "received_on"),
    "label": ("libelle", "label"),
    "accredited_only": ("habilitees_seulement", "accredited_only"),
    "members": ("membres", "members"),
}
"""The headers of each column."""
YES, NO = ("oui", "yes", "true", "vrai", "1", "x"), ("non", "no", "false", "faux", "0", "")
CONTAINERS: tuple[tuple[str, Container], ...] = (("crates", "crate"), ("pallets", "pallet"))


def read_lots(path: Path, scenario: Scenario) -> Supply:
    """Return the lots of a file, to be shared out in the scenario's week.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    label = path.name
    rows = list(_rows(path))
    if not rows:
        raise _refused(
            label,
            Text(
                fr="Le fichier est vide. Attendu : une ligne de titres, puis une ligne par lot.",
                en="The file is empty. Expected: a line of headers, then one line per lot.",
            ),
        )
    reading = _Reading(scenario, label)
    columns = reading.headers(rows[0])
    if "family" in columns and len(rows) == 1:
        reading.complain(
            2,
            "",
            "Aucun lot. Attendu : au moins une ligne sous les titres.",
            "No lot. Expected: at least one line under the headers.",
        )
    lots = [
        lot
        for line, cells in enumerate(rows[1:], start=2)
        if any(str(cell or "").strip() for cell in cells)
        for lot in [reading.lot(line, _named(columns, cells))]
        if lot is not None
    ]
    kinds = {lot.container is None for lot in lots}
    if len(kinds) > 1:
        reading.complain(
            1,
            "",
            "Des lots en kg et des lots en caisses ou palettes dans un même fichier. Attendu : "
            "les uns ou les autres. Faites deux fichiers.",
            "Lots in kg and lots in crates or pallets in one file. Expected: one or the other. "
            "Make two files.",
        )
    if reading.complaints:
        raise ScenarioError(ordered(reading.complaints))
    return Supply(source="weighed", lots=tuple(lots))


def _refused(label: str, text: Text) -> ScenarioError:
    return ScenarioError(ordered([Complaint(Mark(label), "", text)]))


def _rows(path: Path) -> Iterator[list[Any]]:
    label = path.name
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise _refused(
            label,
            Text(
                fr=f"Fichier illisible ({error.strerror}). Vérifiez le chemin.",
                en=f"The file cannot be read ({error.strerror}). Check the path.",
            ),
        ) from error
    if size > LARGEST:
        raise _refused(
            label,
            Text(
                fr=f"{size} octets. Attendu : {LARGEST} au plus. Retirez ce qui n'est pas un lot.",
                en=f"{size} bytes. Expected: at most {LARGEST}. Remove what is not a lot.",
            ),
        )
    if path.suffix.lower() == ".csv":
        yield from _csv(content, label)
    elif path.suffix.lower() == ".xlsx":
        yield from _workbook(content, label)
    else:
        raise _refused(
            label,
            Text(
                fr="Attendu : un fichier .csv, .xlsx, ou le study.json d'une semaine planifiée.",
                en="Expected: a .csv or .xlsx file, or the study.json of a planned week.",
            ),
        )


def _csv(content: bytes, label: str) -> Iterator[list[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    delimiter = max((";", ",", "\t"), key=first.count)
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter)):
        _not_too_many(number, label)
        yield list(row)


def _workbook(content: bytes, label: str) -> Iterator[list[Any]]:
    from scenarios.workbook.letters import unescaped
    from scenarios.workbook.opening import cells_of
    from scenarios.yaml_text import UnreadableError

    try:
        sheet = cells_of(content, label)[0]
    except UnreadableError as error:
        raise ScenarioError(ordered(error.complaints)) from error
    if sheet.faults:
        raise ScenarioError(
            ordered(sheet.complaint(*at, text) for at, text in sheet.faults.items())
        )
    rows = dict(sheet.rows(1))
    for number in range(1, max(rows, default=0) + 1):
        _not_too_many(number, label)
        cells = rows.get(number, {})
        found = [cells.get(column, "") for column in range(1, max(cells, default=0) + 1)]
        yield [unescaped(one) if isinstance(one, str) else one for one in found]


def _not_too_many(number: int, label: str) -> None:
    if number > MOST_LINES:
        raise _refused(
            label,
            Text(
                fr=f"Plus de {MOST_LINES} lignes. Retirez ce qui n'est pas un lot.",
                en=f"More than {MOST_LINES} lines. Remove what is not a lot.",
            ),
        )


def _named(columns: Mapping[str, int], cells: list[Any]) -> dict[str, Any]:
    return {
        name: cells[at] if at < len(cells) and cells[at] is not None else ""
        for name, at in columns.items()
    }


@dataclass
class _Reading:
    """The faults met while one file is read."""

    scenario: Scenario
    label: str
    complaints: list[Complaint] = field(default_factory=list)

    def complain(self, line: int, path: str, fr: str, en: str) -> None:
        self.complaints.append(Complaint(Mark(self.label, line), path, Text(fr=fr, en=en)))

    def headers(self, cells: list[Any]) -> dict[str, int]:
        """Return where each column stands."""
        known = {header: name for name, headers in COLUMNS.items() for header in headers}
        found: dict[str, int] = {}
        for at, cell in enumerate(cells):
            header = re.sub(r"[\s-]+", "_", _plain(str(cell or "").strip().lower()))
            if not header:
                continue
            if header not in known:
                near = nearest(header, known)
                tip = ("", "") if near is None else (f" Écrivez {near}.", f" Write {near}.")
                self.complain(
                    1,
                    header,
                    f"Colonne inconnue. Attendu : {', '.join(v[0] for v in COLUMNS.values())}."
                    + tip[0],
                    f"Unknown column. Expected: {', '.join(v[-1] for v in COLUMNS.values())}."
                    + tip[1],
                )
            elif known[header] in found:
                self.complain(
                    1, header, "Colonne en double. Retirez-en une.", "Twice. Remove one of them."
                )
            else:
                found[known[header]] = at
        if "family" not in found or not {"kg", "crates", "pallets"} & found.keys():
            self.complain(
                1,
                "",
                "Titres de colonnes incomplets. Attendu : famille, et l'une de kg, caisses, "
                "palettes. Ajoutez-les sur la première ligne.",
                "Incomplete headers. Expected: family, and one of kg, crates, pallets. Add them on "
                "the first line.",
            )
        return found

    def lot(self, line: int, cells: dict[str, Any]) -> SupplyLot | None:
        """Return the lot of a line, or none after saying what is wrong with it."""
        before = len(self.complaints)
        family = self._family(line, cells.get("family", ""))
        amounts = {
            name: self._number(line, name, cells[name])
            for name in ("kg", "crates", "pallets")
            if str(cells.get(name, "")).strip()
        }
        if not amounts or {"crates", "pallets"} <= amounts.keys():
            self.complain(
                line,
                "",
                "Quantité absente, ou à la fois en caisses et en palettes. Attendu : kg, caisses "
                "ou palettes.",
                "No quantity, or both crates and pallets. Expected: kg, crates or pallets.",
            )
        received = self._day(line, "received_on", cells.get("received_on", ""), 0)
        shelf = 0 if family is None else self.scenario.family[family].shelf_days
        use_by = self._day(line, "use_by", cells.get("use_by", ""), (received or 0) + shelf)
        members = self._members(line, str(cells.get("members", "")))
        accredited = self._flag(line, str(cells.get("accredited_only", "")).strip().lower())
        if len(self.complaints) > before or family is None:
            return None
        return self._made(line, family, amounts, received, use_by, members, accredited, cells)

    def _made(
        self,
        line: int,
        family: str,
        amounts: dict[str, float | None],
        received: int | None,
        use_by: int | None,
        members: tuple[str, ...],
        accredited: bool,
        cells: dict[str, Any],
    ) -> SupplyLot | None:
        kind = self.scenario.family[family]
        container: Container | None = None
        units, kg = 1, amounts.get("kg") or 0.0
        for name, made in CONTAINERS:
            if name in amounts:
                container, count = made, amounts[name] or 0.0
                units = round(count)
                each = kind.kg_per_crate if made == "crate" else kind.kg_per_pallet
                if abs(units - count) > 1e-9:
                    self.complain(
                        line,
                        name,
                        f"Trouvé {count:g}. Attendu : un nombre entier.",
                        f"Found {count:g}. Expected: a whole number.",
                    )
                    return None
                if not kg and each is None:
                    self.complain(
                        line,
                        name,
                        f"Poids d'une palette inconnu pour « {kind.label} ». Ajoutez les kg.",
                        f'Weight of a pallet unknown for "{kind.label}". Add the kg.',
                    )
                    return None
                kg = kg or units * (each or 0.0)
        return SupplyLot(
            id=f"lot-{line}",
            label=str(cells.get("label", "")).strip()[:200] or kind.label,
            family=family,
            kg=kg,
            container=container,
            units=units,
            ready_s=(received or 0) * DAY_S,
            use_by=use_by if use_by is not None else 0,
            members=members,
            accredited_only=accredited,
        )

    def _family(self, line: int, cell: Any) -> str | None:
        name = str(cell).strip()
        by_name = {one.id: one.id for one in self.scenario.families}
        by_name |= {_plain(one.label.lower()): one.id for one in self.scenario.families}
        found = by_name.get(_plain(name.lower()))
        if found is None:
            near = nearest(_plain(name.lower()), by_name)
            tip = ("", "") if near is None else (f" Écrivez {near}.", f" Write {near}.")
            known = ", ".join(one.id for one in self.scenario.families)
            self.complain(
                line,
                "famille",
                f"Famille inconnue : {shown(name)}. Attendu : {known}.{tip[0]}",
                f"Unknown family: {shown(name)}. Expected: {known}.{tip[1]}",
            )
        return found

    def _number(self, line: int, name: str, cell: Any) -> float | None:
        value = cell if isinstance(cell, float) else read_number(str(cell))
        if value is None or not 0 < value <= 1e6:
            self.complain(
                line,
                name,
                f"Trouvé {shown(str(cell))}. Attendu : un nombre plus grand que 0, d'au plus un "
                "million.",
                f"Found {shown(str(cell))}. Expected: a number above 0, of at most one million.",
            )
            return None
        return value

    def _day(self, line: int, name: str, cell: Any, default: int) -> int | None:
        """Return a date as a day number of the scenario's week."""
        if isinstance(cell, datetime):
            cell = cell.date()
        if not isinstance(cell, date):
            text = str(cell).strip()
            if not text:
                return default
            found = read_date(text)
            if found is None:
                self.complain(
                    line,
                    name,
                    f"Trouvé {shown(text)}. Attendu : une date AAAA-MM-JJ ou JJ/MM/AAAA.",
                    f"Found {shown(text)}. Expected: a date YYYY-MM-DD or DD/MM/YYYY.",
                )
                return None
            cell = found
        days = (cell - self.scenario.week_of).days
        if name == "received_on" and not 0 <= days <= 6:
            self.complain(
                line,
                name,
                f"{cell} n'est pas dans la semaine du {self.scenario.week_of}.",
                f"{cell} is not in the week of {self.scenario.week_of}.",
            )
            return None
        return int(days)

    def _members(self, line: int, text: str) -> tuple[str, ...]:
        everyone = tuple(one.id for one in self.scenario.associations)
        named = tuple(part.strip() for part in re.split(r"[;|,]", text) if part.strip())
        for name in named:
            if name not in everyone:
                near = nearest(name, everyone)
                tip = ("", "") if near is None else (f" Écrivez {near}.", f" Write {near}.")
                self.complain(
                    line,
                    "membres",
                    f"Structure inconnue : {shown(name)}.{tip[0]}",
                    f"Unknown association: {shown(name)}.{tip[1]}",
                )
        return named or everyone

    def _flag(self, line: int, text: str) -> bool:
        if text not in (*YES, *NO):
            self.complain(
                line,
                "habilitees_seulement",
                f"Trouvé {shown(text)}. Attendu : oui ou non.",
                f"Found {shown(text)}. Expected: yes or no.",
            )
        return text in YES


def _plain(text: str) -> str:
    """Return a text without its accents."""
    import unicodedata

    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))
