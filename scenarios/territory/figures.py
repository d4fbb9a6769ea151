"""Figures of communes, IRIS and grid cells, in the forms in which Insee publishes them.

Filosofi by commune (``CODGEO``, ``NBPERSMENFISC21``, ``TP6021``), by IRIS (rates alone:
``DEC_TP6021``), by 200 m cell in the three spellings of 2015, 2017 and 2019; a table of population
or of needs counted by hand; a table of old and new codes. What is read is told by its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.base import Text
from models.publics import LEAST_TOLD
from scenarios.faults import shown
from scenarios.territory.tables import Cells, Sheet

CODES = (
    "codgeo",
    "iris",
    "code_iris",
    "com",
    "code_insee",
    "code_commune",
    "insee",
    "code",
    "zone",
)
PEOPLE = ("population", "pmun", "ptot", "habitants", "inhabitants", "pop", "people")
NAMES = (
    "libgeo",
    "libiris",
    "lib_iris",
    "nom",
    "nom_commune",
    "commune",
    "libelle",
    "label",
    "name",
)
LOW = ("besoin_bas", "besoin_min", "personnes_au_moins", "personnes_min", "need_low")
HIGH = ("besoin_haut", "besoin_max", "personnes_au_plus", "personnes_max", "need_high")
LATS, LONS = ("lat", "latitude", "y"), ("lon", "lng", "long", "longitude", "x")
CLASSES: Mapping[str, tuple[str, ...]] = {
    "children": ("enfants", "children"),
    "single_parents": ("parents_seuls", "single_parents"),
    "older": ("personnes_agees", "older"),
    "in_studies": ("etudiants", "in_studies"),
}
CELLS = ("idcar_200m", "idinspire", "id_inspire", "idcar")
CELL = re.compile(r"CRS3035RES200mN(\d{7})E(\d{7})", re.IGNORECASE)
GRID_PLACE = ("lcog_geo", "depcom")
ESTIMATED = ("i_est_200", "i_est_cr", "i_est")
YOUNG = ("ind_0_3", "ind_4_5", "ind_6_10", "ind_11_17")
OLD = ("ind_65_79", "ind_80p")
NEW_CODES = re.compile(r"codgeo_\d{4}|com_fin|nouveau|nouveau_code|new")
OLD_CODES = ("codgeo_ini", "com_ini", "ancien", "ancien_code", "old")
PUBLISHED = ("codgeo", "iris", "com")
"""Codes of tables of Insee, with many more columns; of a table that somebody typed, it is told
which columns are not read."""
_PEOPLE = re.compile(r"nbpersmenfisc\d\d|p\d\d_pop")
_RATE = re.compile(r"(?:dec_|disp_)?tp60\d\d|taux_(?:de_)?pauvrete|poverty_rate")


@dataclass(frozen=True)
class Figures:
    """What files say of one area; none of what they do not say."""

    code: str
    label: str = ""
    inhabitants: int | None = None
    rate: float | None = None
    need_low: int | None = None
    need_high: int | None = None
    lat: float | None = None
    lon: float | None = None
    classes: Mapping[str, int | None] = field(default_factory=dict)

    def filled(self, other: Figures) -> Figures:
        """Return the same with what another file says of what is not known."""
        values = {
            name: getattr(other, name)
            for name in ("inhabitants", "rate", "need_low", "need_high", "lat", "lon")
            if getattr(self, name) is None
        }
        classes = {**other.classes, **{k: v for k, v in self.classes.items() if v is not None}}
        return replace(self, label=self.label or other.label, classes=classes, **values)


def known_column(key: str) -> bool:
    """Tell whether a column says what a table of figures is."""
    every = (*CODES, *PEOPLE, *LOW, *HIGH, *CELLS, *OLD_CODES)
    return key in every or any(one.fullmatch(key) for one in (_PEOPLE, _RATE, NEW_CODES))


def figures_in(sheet: Sheet) -> tuple[Text, list[Figures]]:
    """Return what a table is, and what it says of each area; faults and notes go to the table."""
    if any(one in sheet.columns for one in CELLS):
        return GRID, list(_grid(sheet))
    code = next((one for one in CODES if one in sheet.columns), None)
    people = _first(sheet, PEOPLE) or _matching(sheet, _PEOPLE)
    rate = _matching(sheet, _RATE)
    low, high = _first(sheet, LOW), _first(sheet, HIGH)
    if code is None or not any((people, rate, low, high)):
        if not sheet.faults:
            sheet.fault(None, "", NO_FIGURES)
        return UNKNOWN, []
    used = {code, people, rate, low, high}
    unread = [one for one in sheet.columns if one and one not in used and not _told(one)]
    if unread and code not in PUBLISHED:
        sheet.notes.append(UNREAD.format(names=", ".join(unread)))
    found = list(_rows(sheet, code, people, rate, low, high))
    iris = bool(found) and all(len(one.code) == 9 for one in found)
    if iris and rate and rate.startswith("dec_"):
        sheet.notes.append(DECLARED)
    what = NEEDS if low or high else (IRIS if iris else COMMUNES if rate else POPULATION)
    return what, found


def _told(column: str) -> bool:
    """Tell whether a column is read where it is there: names, positions, classes."""
    return column in (*NAMES, *LATS, *LONS, *(one for those in CLASSES.values() for one in those))


def codes_in(sheet: Sheet) -> dict[str, str]:
    """Return the new codes of a table by their old ones."""
    old = _first(sheet, OLD_CODES)
    new = next((one for one in sheet.columns if NEW_CODES.fullmatch(one)), None)
    if old is None or new is None:
        if not sheet.faults:
            sheet.fault(None, "", NO_CODES)
        return {}
    return {row.get(old): row.get(new) for row in sheet.rows if row.get(old) and row.get(new)}


def renamed(found: Sequence[Figures], codes: Mapping[str, str], sheet: Sheet) -> list[Figures]:
    """Return figures under the codes of today: communes that became one are added up.

    Their rate is the mean by inhabitants; unknown where one of theirs is.
    """
    groups: dict[str, list[Figures]] = {}
    for one in found:
        groups.setdefault(codes.get(one.code, one.code), []).append(one)
    moved = sorted(one.code for one in found if codes.get(one.code, one.code) != one.code)
    if moved:
        sheet.notes.append(MOVED.format(count=len(moved), names=", ".join(moved[:6])))
    return [_joined(code, those) for code, those in groups.items()]


def _joined(code: str, those: Sequence[Figures]) -> Figures:
    if len(those) == 1:
        return replace(those[0], code=code)
    people = _total([one.inhabitants for one in those])
    rate = None
    if people and all(one.rate is not None for one in those):
        rate = sum((one.rate or 0) * (one.inhabitants or 0) for one in those) / people
    main = next((one for one in those if one.code == code), those[0])
    return Figures(
        code,
        main.label,
        people,
        rate,
        _total([one.need_low for one in those]),
        _total([one.need_high for one in those]),
        main.lat,
        main.lon,
        {name: _total([one.classes.get(name) for one in those]) for name in CLASSES},
    )


def _total(values: Sequence[int | None]) -> int | None:
    return None if any(one is None for one in values) else sum(one or 0 for one in values)


def _rows(
    sheet: Sheet,
    code: str,
    people: str | None,
    rate: str | None,
    low: str | None,
    high: str | None,
) -> Iterator[Figures]:
    seen: dict[str, int] = {}
    for row in sheet.rows:
        name = row.get(code)
        if not name:
            continue
        name = _code(name)
        if name in seen:
            sheet.fault(row, code, TWICE.format(found=shown(name), line=seen[name]))
            continue
        seen[name] = row.number
        share = None if rate is None else sheet.amount(row, rate, most=100)
        bottom = None if low is None else sheet.amount(row, low)
        top = None if high is None else sheet.amount(row, high)
        if bottom is not None and top is not None and bottom > top:
            sheet.fault(row, low or "", LOW_HIGH.format(low=f"{bottom:g}", high=f"{top:g}"))
        lat, lon = _point(row)
        yield Figures(
            name,
            row.get(*NAMES),
            _whole(None if people is None else sheet.amount(row, people)),
            None if share is None else share / 100,
            _whole(bottom),
            _whole(top),
            lat,
            lon,
            dict(_classes(sheet, row)),
        )


def _classes(sheet: Sheet, row: Cells) -> Iterator[tuple[str, int | None]]:
    """Yield counts by class; those of a few people are refused: they might point at someone."""
    for name, titles in CLASSES.items():
        column = _first(sheet, titles)
        count = None if column is None else _whole(sheet.amount(row, column))
        if column is not None and count is not None and 0 < count < LEAST_TOLD:
            sheet.fault(row, column, SMALL.format(found=count, least=LEAST_TOLD))
        yield name, count


def _code(text: str) -> str:
    """Return a code of Insee as it is: spreadsheets drop the nought that it begins with."""
    text = text.strip()
    if text.isdecimal() and len(text) in (4, 8):
        return f"0{text}"
    return text.upper() if not CELL.fullmatch(text) else text


def _point(row: Cells) -> tuple[float | None, float | None]:
    from models.numbers import read_number

    lat, lon = read_number(row.get(*LATS)), read_number(row.get(*LONS))
    return (None, None) if lat is None or lon is None else (float(lat), float(lon))


def _grid(sheet: Sheet) -> Iterator[Figures]:
    """Yield 200 m cells: their poor households' share stands for that of their people."""
    from pyproj import Transformer

    to_degrees = Transformer.from_crs(3035, 4326)
    column = next(one for one in CELLS if one in sheet.columns)
    estimated = 0
    for row in sheet.rows:
        told = CELL.fullmatch(row.get(column))
        if told is None:
            sheet.fault(row, column, NO_CELL.format(found=shown(row.get(column))))
            continue
        people, homes, poor, alone = (
            sheet.amount(row, name) for name in ("ind", "men", "men_pauv", "men_fmp")
        )
        rate = poor / homes if homes and poor is not None else None
        if rate is not None and rate > 1:
            sheet.fault(row, "men_pauv", OVER.format(poor=f"{poor:g}", homes=f"{homes:g}"))
            rate = None
        estimated += row.get(*ESTIMATED) == "1"
        north, east = int(told[1]), int(told[2])
        lat, lon = to_degrees.transform(north + 100, east + 100)
        ages = [[sheet.amount(row, one) for one in those] for those in (YOUNG, OLD)]
        counts = [None if None in those else sum(one or 0 for one in those) for those in ages]
        yield Figures(
            f"crs3035res200mn{north}e{east}",
            f"{row.get(*GRID_PLACE)} N{north // 100} E{east // 100}".strip(),
            _whole(people),
            rate,
            None,
            None,
            lat,
            lon,
            {
                "children": _few(counts[0], rate),
                "older": _few(counts[1], rate),
                "single_parents": _few(alone, rate),
            },
        )
    if estimated:
        sheet.notes.append(MADE_UP.format(count=estimated))
    sheet.notes.append(SHARES)


def _few(count: float | None, rate: float | None) -> int | None:
    """Return the poor of a class of a cell, where they are not a few."""
    poor = None if count is None or rate is None else round(count * rate)
    return poor if poor is not None and poor >= LEAST_TOLD else None


def _first(sheet: Sheet, names: Sequence[str]) -> str | None:
    return next((one for one in names if one in sheet.columns), None)


def _matching(sheet: Sheet, known: re.Pattern[str]) -> str | None:
    return next((one for one in sheet.columns if known.fullmatch(one)), None)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


COMMUNES = Text(fr="taux de pauvreté par commune", en="poverty rates by commune")
IRIS = Text(fr="taux de pauvreté par IRIS", en="poverty rates by IRIS")
GRID = Text(fr="carreaux de 200 m", en="200 m grid cells")
POPULATION = Text(fr="population", en="population")
NEEDS = Text(fr="besoins comptés à la main", en="needs counted by hand")
UNKNOWN = Text(fr="rien de connu", en="nothing known")
UNREAD = Text(
    fr="Colonnes qui n'ont pas été lues : {names}. Sont lus : code, habitants, taux_de_pauvrete, "
    "besoin_bas, besoin_haut, enfants, parents_seuls, personnes_agees, etudiants, lat, lon.",
    en="Columns that were not read: {names}. Read are: code, inhabitants, poverty_rate, need_low, "
    "need_high, children, single_parents, older, in_studies, lat, lon.",
)
NO_FIGURES = Text(
    fr="Ni code de zone, ni population, taux ou besoin n'est reconnu dans ses titres. Attendu : un "
    "fichier Filosofi, une table de population, ou les colonnes code, besoin_bas, besoin_haut. "
    "Vérifiez la ligne des titres.",
    en="No code of an area, no population, rate or need is known among its titles. Expected: a "
    "Filosofi file, a table of population, or the columns code, need_low, need_high. Check the "
    "line of titles.",
)
NO_CODES = Text(
    fr="Ce n'est pas une table de passage. Attendu : les colonnes CODGEO_INI et CODGEO_2025, ou "
    "ancien et nouveau. Vérifiez la ligne des titres.",
    en="This is no table of codes. Expected: the columns CODGEO_INI and CODGEO_2025, or old and "
    "new. Check the line of titles.",
)
TWICE = Text(
    fr="{found} est déjà à la ligne {line}. Attendu : une ligne par zone. Retirez l'une des deux.",
    en="{found} stands on line {line} already. Expected: one line an area. Remove one of them.",
)
LOW_HIGH = Text(
    fr="{low} au moins, {high} au plus. Attendu : pas plus au moins qu'au plus. Échangez-les.",
    en="{low} at least, {high} at most. Expected: no more at least than at most. Swap them.",
)
SMALL = Text(
    fr="Trouvé {found}. Attendu : {least} au moins, ou rien : un plus petit nombre pourrait "
    "désigner quelqu'un. Videz la cellule, ou réunissez des zones.",
    en="Found {found}. Expected: {least} at least, or nothing: a smaller count might point at "
    "someone. Empty the cell, or join areas.",
)
NO_CELL = Text(
    fr="Trouvé {found}. Attendu : un carreau comme CRS3035RES200mN2298400E3930200. Téléchargez de "
    "nouveau le fichier.",
    en="Found {found}. Expected: a cell such as CRS3035RES200mN2298400E3930200. Download the file "
    "again.",
)
OVER = Text(
    fr="{poor} ménages pauvres sur {homes}. Attendu : pas plus que de ménages. Corrigez l'un des "
    "deux.",
    en="{poor} poor households of {homes}. Expected: no more than there are. Correct one of them.",
)
MOVED = Text(
    fr="Anciens codes de communes ramenés à ceux d'aujourd'hui ({count}) : {names}.",
    en="Old codes of communes brought to today's ({count}): {names}.",
)
DECLARED = Text(
    fr="Taux sur le revenu déclaré, avant aides : plus hauts que ceux des communes, à ne pas leur "
    "comparer.",
    en="Rates of income as declared, before benefits: higher than those of communes, not to be "
    "compared with them.",
)
MADE_UP = Text(
    fr="Carreaux estimés par l'Insee, faute de ménages en nombre : {count}.",
    en="Cells estimated by Insee, for want of households: {count}.",
)
SHARES = Text(
    fr="Un carreau compte des ménages pauvres : leur part y est prise pour celle des personnes et "
    "de chaque classe.",
    en="A cell counts poor households: their share is taken for that of people and of each class.",
)
