"""The commands about forms of a scenario: ``ramasse template`` and ``ramasse convert``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from models.base import Language, Text
from service.cli.options import ScenarioName, Spoken, folder_faults, refuse, spoken
from service.files import cannot_write, place

BOOK = (".xlsx",)
YAML = (".yaml", ".yml")

BookOut = Annotated[
    Path, typer.Option(metavar="FICHIER.xlsx", help="Classeur à écrire / Workbook to write.")
]
Start = Annotated[
    str | None,
    typer.Argument(
        metavar="[SCENARIO]",
        help="Scénario à mettre dans le classeur ; sinon un départ à remplir / "
        "Scenario to put in the workbook; else a start to be filled in.",
    ),
]
Short = Annotated[
    bool,
    typer.Option(
        "--short",
        help="Le classeur court : cinq feuilles, le reste est supposé / The short workbook: five "
        "sheets, the rest is assumed.",
    ),
]
OutPath = Annotated[
    Path,
    typer.Argument(
        metavar="SORTIE", help="Fichier .xlsx ou .yaml à écrire / .xlsx or .yaml file to write."
    ),
]


def template(
    out: BookOut, scenario: Start = None, short: Short = False, lang: Spoken = None
) -> None:
    """Write a workbook to be filled in, or that of a scenario with its variants."""
    from scenarios.workbook.template import template_content

    language = spoken(lang)
    faults = path_faults(out, BOOK, language)
    if short:
        if scenario is not None:
            faults.append(_NOT_SHORT.format(name=scenario).in_(language))
        if faults:
            refuse(faults, language)
        from service.downloads import short_template

        _place({out.name: short_template(language, date.today())[1]}, out, language)
        typer.echo(_START.format(path=out).in_(language))
        return
    said, more = (template_content(language), []) if scenario is None else _said(scenario, language)
    if said is None or faults or more:
        refuse([*faults, *more], language)
    write(said, out, _language(said, lang is None, language))
    text = _START if scenario is None else _WRITTEN
    typer.echo(text.format(path=out).in_(language))


def convert(scenario: ScenarioName, out: OutPath, lang: Spoken = None) -> None:
    """Write a scenario file, base and variants, in its other form or in its usual order."""
    language = spoken(lang)
    faults = path_faults(out, (*BOOK, *YAML), language)
    if out.exists() and Path(scenario).exists() and out.samefile(scenario):
        faults.append(_SAME.format(path=out).in_(language))
    said, more = _said(scenario, language)
    if said is None or faults or more:
        refuse([*faults, *more], language)
    write(said, out, _language(said, lang is None, language))
    typer.echo(_WRITTEN.format(path=out).in_(language))
    for line in _left_behind(said, scenario, out):
        typer.echo(line.in_(language))


def _said(scenario: str, language: Language) -> tuple[dict[str, Any] | None, list[str]]:
    """Return what a sound scenario file says, or the faults of its base and variants."""
    from scenarios import ScenarioError, load, variants
    from scenarios.forms import content

    faults: dict[str, None] = {}
    try:
        said = content(scenario)
        load(scenario)
        for name, _ in variants(scenario)[1:]:
            try:
                load(scenario, name)
            except ScenarioError as error:
                faults |= dict.fromkeys(error.message(language).splitlines())
    except ScenarioError as error:
        return None, error.message(language).splitlines()
    return said, list(faults)


def _language(said: dict[str, Any], free: bool, language: Language) -> Language:
    """Return the language of the file written: the scenario's, unless another is asked for."""
    return "en" if (said.get("language") == "en" if free else language == "en") else "fr"


def path_faults(out: Path, endings: Sequence[str], language: Language) -> list[str]:
    """Return why a scenario file cannot be written, if it cannot."""
    faults = (
        []
        if out.suffix.lower() in endings
        else [_ENDING.format(path=out, endings=", ".join(endings)).in_(language)]
    )
    return faults + folder_faults(out.parent, language, (out.name,))


def write(said: dict[str, Any], out: Path, language: Language) -> None:
    """Write what a scenario file says, in the form of its name; refuse when it cannot be."""
    from scenarios import ScenarioError
    from scenarios.forms import workbook, yaml

    try:
        made = out.suffix.lower() in BOOK
        content = workbook(said, language, out.name) if made else yaml(said).encode()
    except ScenarioError as error:
        refuse(error.message(language).splitlines(), language)
    _place({out.name: content}, out, language)


def _place(files: dict[str, bytes], out: Path, language: Language) -> None:
    try:
        place(files, out.parent)
    except OSError as error:
        refuse([cannot_write(out, error, language)], language)


def _left_behind(said: dict[str, Any], scenario: str, out: Path) -> list[Text]:
    """Return what does not go over: comments, and the files beside that the scenario names."""
    found = []
    if out.suffix.lower() in BOOK and not scenario.lower().endswith(".xlsx"):
        found.append(_COMMENTS)
    blocks = [block for block in said.values() if isinstance(block, dict)]
    named = [
        str(name)
        for block in blocks
        for key, name in block.items()
        if name and (key in ("roads", "table") or key.endswith("_table"))
    ]
    if named and not all((out.parent / name).is_file() for name in named):
        found.append(_BESIDE.format(names=", ".join(named)))
    return found


_START = Text(
    fr="Classeur écrit : {path}. Remplissez-le, puis : ramasse check {path}",
    en="Workbook written: {path}. Fill it in, then: ramasse check {path}",
)
_NOT_SHORT = Text(
    fr="« --short » est un départ à remplir, sans scénario. Attendu : l'un ou l'autre. Retirez "
    "« {name} », ou l'option.",
    en='"--short" is a start to be filled in, without a scenario. Expected: one or the other. '
    'Remove "{name}", or the option.',
)
_WRITTEN = Text(fr="Fichier écrit : {path}", en="File written: {path}")
_ENDING = Text(
    fr="« {path} » n'a pas un nom attendu. Attendu : un nom qui finit par {endings}. Changez-le.",
    en='"{path}" does not have an expected name. Expected: one that ends with {endings}. Change '
    "it.",
)
_SAME = Text(
    fr="« {path} » est aussi le fichier lu. Attendu : un autre nom. Changez la sortie.",
    en='"{path}" is also the file that is read. Expected: another name. Change the output.',
)
_COMMENTS = Text(
    fr="Les commentaires du fichier YAML n'y sont pas.",
    en="The comments of the YAML file are not in it.",
)
_BESIDE = Text(
    fr="Copiez à côté les fichiers qu'il nomme : {names}.",
    en="Copy the files that it names beside it: {names}.",
)
