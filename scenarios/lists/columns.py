"""What the columns of a list are, guessed by their heading, else by what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.base import Text
from models.fields import titled_of
from models.letters import bare
from models.measures import measure_of, numbered
from models.numbers import read_number
from models.places import Place
from scenarios.addresses.communes import commune
from scenarios.day_words import Times, read_times
from scenarios.naming import slug
from scenarios.short.layout import SHEETS, Sheet
from scenarios.workbook.cells import plain_text
from tabular import Headers, Line, TableFault, lines_of
from tabular.container import is_workbook
from tabular.faults import column_letters
from tabular.heads import titled_line
from tabular.letters import plain
from tabular.separated import SEARCHED

KINDS: Mapping[str, Sheet] = {one.name: one for one in SHEETS if one.name}
"""What a list may be of."""
COMMUNE, POSTCODE, HOURS, AMOUNT = "commune", "postcode", "hours", "amount"
EXTRA: Mapping[str, Text] = {
    COMMUNE: titled_of(Place, COMMUNE).title,
    POSTCODE: Text(fr="Code postal", en="Postcode"),
    HOURS: Text(fr="Heures, de … à …", en="Hours, from … to …"),
    AMOUNT: Text(fr="Quantité, en kg ou en caisses", en="Amount, in kg or crates"),
}
"""What lists say in a column, and answers otherwise."""
_CALLED: Mapping[str, tuple[str, ...]] = {
    "label": (
        "nom",
        "name",
        "magasin",
        "enseigne",
        "structure",
        "raison_sociale",
        "site",
        "donateur",
        "etablissement",
        "store",
        "libelle",
    ),
    "address": ("adresse", "address", "rue", "voie", "adresse_complete", "street", "lieu"),
    COMMUNE: ("commune", "ville", "localite", "city", "town"),
    POSTCODE: ("code_postal", "cp", "postcode", "zip"),
    "people": ("personnes", "beneficiaires", "personnes_aidees", "nb_personnes", "people"),
    "days": (
        "jours",
        "jour",
        "days",
        "jours_de_ramasse",
        "jours_de_passage",
        "passage",
        "passages",
    ),
    "crates": ("caisses", "nb_caisses", "nombre_de_caisses", "cagettes", "colis", "crates"),
    "kg": ("kg", "poids", "kilos", "poids_kg", "kg_par_passage", "weight"),
    AMOUNT: ("quantite", "quantites", "volume", "amount", "quantity"),
    HOURS: ("heures", "horaires", "horaire", "creneau", "hours", "plage"),
    "opens": ("ouverture", "de", "heure_debut", "debut", "opens", "from", "a_partir_de"),
    "closes": ("fermeture", "a", "heure_fin", "fin", "closes", "to", "until", "jusqu_a"),
    "kind": ("type", "categorie", "kind", "nature"),
    "holder": ("association", "asso", "titulaire", "partenaire", "beneficiaire", "holder"),
    "owner": ("association", "asso", "proprietaire", "owner", "appartient_a"),
    "association": ("association", "asso", "structure"),
    "payload_kg": ("charge", "charge_utile", "charge_kg", "payload"),
    "drivers": ("chauffeurs", "conducteurs", "drivers"),
    "helpers": ("accompagnateurs", "aides", "helpers"),
    "rounds": ("tournees", "rounds", "tournees_par_semaine"),
    "cold_crates": ("froid", "caisses_de_froid", "cold"),
}
_ALIKE = {"starts": "opens", "ends": "closes"}
"""Hours of distribution are called like those of stores."""
_STREET = re.compile(
    r"\b(rue|av|avenue|bd|boulevard|place|pl|chemin|route|impasse|zone|zac|za|zi|cours|quai|allee|"
    r"traverse|montee|lotissement|street|road)\b"
)
RANGE = re.compile(
    r"(?:de )?(\d{1,2}) ?[h:.]? ?(\d{2})? ?(?:-|–|—|à|a|to|/|>) ?(\d{1,2}) ?[h:.]? ?(\d{2})?h?"
)
ENOUGH = 0.5
"""Part of the cells of a column that must look alike."""


@dataclass(frozen=True)
class Guess:
    """One column of a list, and what it is taken for."""

    column: int
    title: str
    role: str
    """A field of the answers or of ``EXTRA``; empty for nothing that is asked."""
    by_title: bool
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """A list as it was found."""

    kind: str
    guesses: tuple[Guess, ...]
    lines: tuple[Line, ...]
    """Its rows, the titles left out."""
    faults: tuple[TableFault, ...]
    """What is wrong with the file: nothing below such a line was read."""
    notes: tuple[Text, ...]
    """What was not read: other sheets, lines above the titles."""


def roles(kind: str) -> dict[str, Text]:
    """Return what a column of a list may be taken for, by field."""
    sheet = KINDS[kind]
    own = {key: sheet.told(key).title for key in sheet.fields}
    extra = [COMMUNE, POSTCODE] if "address" in own else []
    extra += [HOURS] if {"opens", "starts"} & own.keys() else []
    extra += [AMOUNT] if "crates" in own else []
    return own | {one: EXTRA[one] for one in extra}


def listed(content: bytes, kind: str, associations: Sequence[str] = (), label: str = "") -> Listed:
    """Return what a list holds and what each of its columns is taken for.

    Parameters
    ----------
    content
        A file, or what was pasted.
    kind
        Of ``KINDS``.
    associations
        Names of associations, by which a column of them is known.
    label
        How faults name the file.

    Raises
    ------
    TableError
        It is no table.
    UnreadableError
        It is a workbook that cannot be read.
    """
    called = _called(kind)
    notes: list[Text] = []
    if is_workbook(content):
        lines, faults = _sheet(content, label, called, notes)
    else:
        lines, faults = lines_of(content, called.known)
    lines = [Line(one.number, tuple(_text(cell) for cell in one.cells)) for one in lines]
    head = titled_line(lines, called)
    titles = lines[head].cells if head is not None else ()
    notes += [
        _ABOVE.format(line=one.number, found=" ".join(filter(None, one.cells))[:60])
        for one in lines[: head or 0]
    ]
    rows = lines[(head + 1) if head is not None else 0 :]
    width = max((len(one.cells) for one in (*rows, Line(0, titles))), default=0)
    known = {slug(one) for one in associations}
    guesses = _guesses(kind, titles, rows, width, called, known)
    return Listed(kind, guesses, tuple(rows), tuple(faults), tuple(notes))


def _text(cell: Any) -> str:
    return plain(plain_text(cell))


def _called(kind: str) -> Headers:
    """Return what columns of a kind of list may be called."""
    return Headers(
        {
            role: (text.fr, text.en, role, *_CALLED.get(_ALIKE.get(role, role), ()))
            for role, text in roles(kind).items()
        }
    )


def _sheet(
    content: bytes, label: str, called: Headers, notes: list[Text]
) -> tuple[list[Line], list[TableFault]]:
    """Return the lines of the sheet that looks most like a list, and cells that cannot be read."""
    from scenarios.workbook.opening import cells_of

    sheets = [one for one in cells_of(content, label) if one.cells and one.is_read]
    if not sheets:
        return [], []
    read = [one.lines() for one in sheets]

    def worth(at: int) -> int:
        titles = sum(called.known(cell) for one in read[at][:SEARCHED] for cell in one.cells)
        return -1 if sheets[at].hidden else titles

    best = max(range(len(sheets)), key=worth)
    notes += [_OTHER_SHEET.format(name=one.name) for one in sheets if one is not sheets[best]]
    faults = [
        TableFault(text, row, column - 1) for (row, column), text in sheets[best].faults.items()
    ]
    return read[best], faults


def _guesses(
    kind: str,
    titles: Sequence[str],
    rows: Sequence[Line],
    width: int,
    called: Headers,
    associations: set[str],
) -> tuple[Guess, ...]:
    found: dict[int, tuple[str, bool]] = {}
    taken: set[str] = set()
    for at, title in enumerate(titles):
        role = called.field(title)
        if role is not None and role not in taken:
            found[at] = role, True
            taken.add(role)
    columns = {
        at: [one.cells[at] for one in rows if at < len(one.cells) and one.cells[at]]
        for at in range(width)
    }
    for role, looks in _looks(kind, associations):
        for at, cells in columns.items():
            if at in found or role in taken or not cells:
                continue
            if sum(map(looks, cells)) >= ENOUGH * len(cells):
                found[at] = role, False
                taken.add(role)
    return tuple(
        Guess(
            at,
            (titles[at] if at < len(titles) else "") or column_letters(at),
            *found.get(at, ("", False)),
            tuple(dict.fromkeys(cells))[:3],
        )
        for at, cells in columns.items()
        if cells or (at < len(titles) and titles[at])
    )


def _looks(kind: str, associations: set[str]) -> list[tuple[str, Callable[[str], bool]]]:
    """Return how the cells of each role look, the surest first."""
    offered = roles(kind)
    holder = next((one for one in ("holder", "owner", "association") if one in offered), "")
    looks: list[tuple[str, Callable[[str], bool]]] = [
        (POSTCODE, lambda cell: re.fullmatch(r"\d{5}", cell) is not None),
        (HOURS, lambda cell: RANGE.fullmatch(bare(cell)) is not None),
        ("days", lambda cell: isinstance(read_times(cell), Times)),
        (holder, lambda cell: slug(cell) in associations),
        (COMMUNE, lambda cell: commune(cell) is not None),
        ("address", lambda cell: _STREET.search(bare(cell)) is not None),
        (AMOUNT, _is_amount),
        ("people", lambda cell: isinstance(read_number(cell), int)),
        ("label", lambda cell: len(cell) > 1 and read_number(cell) is None),
    ]
    return [(role, look) for role, look in looks if role in offered]


def _is_amount(cell: str) -> bool:
    said = numbered(cell)
    return said is not None and measure_of(said[1]) is not None


_ABOVE = Text(
    fr="ligne {line}, au-dessus des titres, non lue : {found}",
    en="line {line}, above the titles, not read: {found}",
)
_OTHER_SHEET = Text(
    fr="feuille « {name} », non lue : une seule feuille est une liste",
    en='sheet "{name}", not read: one sheet alone is a list',
)
