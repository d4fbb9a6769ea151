"""``ramasse hours``: opening hours of a list of places, shown, and put in a scenario file.

A command of its own: it changes a file that is being written, and plans nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.base import Language, Text
from models.dates import full_date
from models.visits import OUTCOME_NAMES
from service.cli.options import Spoken, file_faults, refuse, spoken
from service.files import cannot_write, place
from service.words.sentences import colon, semicolon

if TYPE_CHECKING:
    from scenarios.outlets import Place

LARGEST = 20_000_000
"""Bytes of a list, at most."""
OLD_MONTHS = 6

ListFile = Annotated[
    Path,
    typer.Argument(
        metavar="LISTE",
        help="Tableau .csv (name, opening_hours…) ou export .json de Soliguide / List of places.",
    ),
]
Into = Annotated[
    Path | None,
    typer.Option(
        metavar="VILLE.yaml",
        help="Scénario dont les lieux prennent ces horaires / Scenario whose outlets take them.",
    ),
]
Association = Annotated[
    str,
    typer.Option(
        metavar="ID", help="Association des lieux qui ne la disent pas / Association of new ones."
    ),
]
Sector = Annotated[
    str,
    typer.Option(metavar="ID", help="Secteur des lieux qui ne le disent pas / Sector of new ones."),
]
Take = Annotated[
    bool,
    typer.Option(
        "--take", help="Écrire ; sinon, montrer seulement / Write; else, only show what is read."
    ),
]


def hours(
    list_file: ListFile,
    into: Into = None,
    association: Association = "",
    sector: Sector = "",
    take: Take = False,
    lang: Spoken = None,
) -> None:
    """Show the opening hours of a list of places; put them in a scenario with --take."""
    from scenarios.outlets import Known, read_places, with_places
    from scenarios.outlets.places import NO_LIST

    language = spoken(lang)
    try:
        content = list_file.read_bytes()[: LARGEST + 1]
        places = read_places(content)
    except OSError as error:
        refuse(file_faults(list_file, language, error), language)
    except ValueError:
        refuse([f"{list_file}{colon(language)}{NO_LIST.in_(language)}"], language)
    today = date.today()
    for one in places:
        for line in _told(one, today, language):
            typer.echo(line)
    if into is None:
        return
    text, outlets = _scenario(into, language)
    made = with_places(outlets, places, Known(association, sector))
    new = _checked(text, into, made, language)
    if not take:
        typer.echo(_NOT_YET.in_(language))
        return
    try:
        place({into.name: new.encode()}, into.parent)
    except OSError as error:
        refuse([cannot_write(into, error, language)], language)
    typer.echo(_WRITTEN.format(path=into, count=len(made)).in_(language))


def _told(one: Place, today: date, language: Language) -> Sequence[str]:
    """Return what is read of a place, how old it is, and what is not read."""
    months = one.age_months(today)
    if one.told is None or months is None:
        age = _NO_DATE.in_(language)
    else:
        key = _OLD if months >= OLD_MONTHS else _KNOWN
        when = full_date(one.told, language)
        age = key.format(date=when, months=months).in_(language)
    lines = [f"{one.label} ({age})"]
    if one.hours is not None:
        from models.openings import Openings
        from models.outlets import OutletSlot
        from service.kinds.openings.said import slot_said

        slots = [
            slot_said(Openings(), OutletSlot.model_validate(asdict(slot)), language)
            for slot in one.hours.slots
        ]
        lines.append(f"  {semicolon(language).join(slots)}")
    for first, last in one.closures:
        days = " – ".join(full_date(when, language) for when in (first, last))
        lines.append(f"  {OUTCOME_NAMES['closed'].in_(language)}{colon(language)}{days}")
    lines += [f"  ! {text.in_(language)}" for text in one.unread]
    return lines


def _scenario(path: Path, language: Language) -> tuple[str, list[dict[str, Any]]]:
    """Return the text of a scenario file and the outlets in it."""
    from scenarios.faults import ScenarioError
    from scenarios.outlets import outlets_of

    if path.suffix not in (".yaml", ".yml"):
        refuse([_NO_YAML.format(path=path).in_(language)], language)
    try:
        text = path.read_text(encoding="utf-8")
        return text, outlets_of(text, str(path))
    except OSError as error:
        refuse(file_faults(path, language, error), language)
    except ScenarioError as error:
        refuse(error.message(language).splitlines(), language)


def _checked(text: str, path: Path, outlets: list[dict[str, Any]], language: Language) -> str:
    """Return the text of the scenario with these outlets, once it is found sound."""
    import tempfile

    from scenarios import load
    from scenarios.faults import ScenarioError
    from scenarios.outlets import with_outlets

    try:
        new = with_outlets(text, str(path), outlets)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".ramasse-") as aside:
            beside = Path(aside) / path.name
            beside.write_text(new, encoding="utf-8")
            load(str(beside))
    except ScenarioError as error:
        refuse(error.message(language).splitlines(), language)
    except OSError as error:
        refuse([cannot_write(path, error, language)], language)
    return new


_NO_YAML = Text(
    fr="{path} : n'est pas un scénario en YAML. Attendu : un fichier .yaml. Passez d'abord par "
    "« ramasse convert ».",
    en='{path}: no scenario in YAML. Expected: a .yaml file. Use "ramasse convert" first.',
)
_NO_DATE = Text(fr="date des horaires inconnue", en="date of the hours unknown")
_KNOWN = Text(fr="horaires du {date}", en="hours of {date}")
_OLD = Text(
    fr="horaires du {date}, vieux de {months} mois : à vérifier",
    en="hours of {date}, {months} months old: to be checked",
)
_NOT_YET = Text(
    fr="Rien n'est écrit. Pour écrire, ajoutez --take.", en="Nothing is written. To write: --take."
)
_WRITTEN = Text(fr="{path} : {count} lieux, écrits.", en="{path}: {count} outlets, written.")
