"""``ramasse allocate`` and ``ramasse ledger``: the fair split and its memory."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language
from service.asking.input_faults import cannot_write, loaded
from service.asking.kind import NoAnswerError
from service.cli.options import (
    FAILED,
    Out,
    ScenarioName,
    Sets,
    Spoken,
    VariantName,
    folder_faults,
    refuse,
    spoken,
)
from service.kinds.split.kind import (
    ALLOCATION,
    RECEIPTS,
    WORKBOOK,
    allocated,
    count_faults,
    other_week,
)
from service.kinds.split.kind import files as made
from service.kinds.split.words import split_word
from service.ledger.corrections import as_csv
from service.ledger.corrections import day as day_of
from service.ledger.corrections import faults as faults_of

if TYPE_CHECKING:
    from models.allocation import Allocation, History, Supply
    from models.scenario import Scenario
    from models.study import Study
    from service.ledger import Ledger

LEDGER_FILE = "ramasse-ledger.db"
LARGEST_STUDY = 200_000_000
"""Bytes of a study, at most."""

Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        envvar="RAMASSE_DATABASE",
        help="Registre : sqlite:///fichier.db ou postgresql+psycopg://… / Ledger. "
        f"Par défaut / by default: {LEDGER_FILE}.",
    ),
]
ledger_app = typer.Typer(
    help="Le registre de ce qui est promis, reçu, refusé, retourné / The ledger.",
    no_args_is_help=True,
)


class Correction(StrEnum):
    """What a correction says."""

    received = "received"
    refused = "refused"
    returned = "returned"


def allocate(
    scenario: ScenarioName,
    variant: VariantName = None,
    sets: Sets = None,
    supply: Annotated[
        Path | None,
        typer.Option(
            metavar="FICHIER",
            help="study.json d'une semaine planifiée, ou lots pesés (.csv, .xlsx) ; sinon la "
            "semaine attendue / study.json or weighed-in lots; else the expected week.",
        ),
    ] = None,
    database: Database = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Publier la semaine au registre / Publish the week.")
    ] = False,
    out: Out = None,
    lang: Spoken = None,
) -> None:
    """Split a week's food, say why, write the delivery notes, and remember."""
    language = spoken(lang)
    found, faults = loaded(scenario, variant, sets or [], language)
    faults += folder_faults(out, language, (WORKBOOK, RECEIPTS, ALLOCATION))
    if found is None or faults:
        refuse(faults, language)
    language = spoken(lang, found.scenario)
    faults = count_faults(found.scenario, language)
    given = None if supply is None else _given(supply, found.scenario, faults, language)
    if faults:
        refuse(faults, language)
    ledger = _ledger(database, language, make=publish or database is not None)
    try:
        history = _history(ledger, found.scenario, publish, language)
        try:
            allocation = allocated(found, given, history)
        except NoAnswerError as error:
            typer.echo(error.text.in_(language), err=True)
            raise typer.Exit(FAILED) from error
        files: tuple[Path, ...] = ()
        if out is not None:
            files = _written(allocation, out, language)
        if ledger is not None:
            _remember(ledger, allocation, publish, language)
    finally:
        if ledger is not None:
            ledger.close()
    from rich.console import Console

    from service.kinds.split.page import split_page
    from service.pages.terminal import show

    show(split_page(allocation, language), Console(highlight=False), language)
    if ledger is not None:
        typer.echo(f"\n{split_word('published' if publish else 'drafted', language)}")
    if files:
        typer.echo("\n" + "\n".join(str(path) for path in files))
    else:
        typer.echo(f"\n{split_word('no_out', language)}")


def _given(
    path: Path, scenario: Scenario, faults: list[str], language: Language
) -> Supply | Study | None:
    """Return what a file brings, or none after noting what is wrong with it."""
    from scenarios import ScenarioError
    from scenarios.lots import read_lots

    if path.suffix.lower() == ".json":
        return _study(path, scenario, faults, language)
    try:
        return read_lots(path, scenario)
    except ScenarioError as error:
        faults += error.message(language).splitlines()
        return None


def _study(path: Path, scenario: Scenario, faults: list[str], language: Language) -> Study | None:
    from pydantic import ValidationError

    from models.study import Study

    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_STUDY else b""
        study = Study.model_validate_json(content)
    except (OSError, ValidationError):
        faults.append(split_word("bad_study", language).format(path=path))
        return None
    other = other_week(study, scenario, language)
    faults += other
    return None if other else study


def _ledger(url: str | None, language: Language, *, make: bool) -> Ledger | None:
    """Return the ledger asked for, or the one beside if there is one; none otherwise."""
    from service.ledger import Ledger, LedgerError, exists

    where = url or f"sqlite:///{LEDGER_FILE}"
    try:
        return Ledger(where) if make or exists(where) else None
    except LedgerError as error:
        refuse([error.text.in_(language)], language)


def _history(
    ledger: Ledger | None, scenario: Scenario, publish: bool, language: Language
) -> History | None:
    if ledger is None:
        return None
    from service.ledger import LedgerError

    try:
        if publish:
            ledger.check_unpublished(scenario)
        return ledger.history(scenario)
    except LedgerError as error:
        refuse([error.text.in_(language)], language)


def _written(allocation: Allocation, out: Path, language: Language) -> tuple[Path, ...]:
    from service.pages.outputs import place

    try:
        return place(made(allocation, language), out)
    except OSError as error:
        typer.echo(cannot_write(out, error, language), err=True)
        raise typer.Exit(FAILED) from error


def _remember(ledger: Ledger, allocation: Allocation, publish: bool, language: Language) -> None:
    from service.ledger import LedgerError

    try:
        if publish:
            ledger.publish(allocation)
        else:
            ledger.draft(allocation)
    except LedgerError as error:
        if publish:
            refuse([error.text.in_(language)], language)
        typer.echo(error.text.in_(language), err=True)


@ledger_app.command("show", help="Le solde de chaque structure / Each association's balance.")
def show_ledger(
    scenario: ScenarioName,
    database: Database = None,
    weeks: Annotated[
        int | None,
        typer.Option(min=1, help="Dernières semaines seulement / The last weeks only."),
    ] = None,
    families: Annotated[
        bool, typer.Option("--families", help="Détail par famille / By family.")
    ] = False,
    lang: Spoken = None,
) -> None:
    """Print what each association needed, was promised and keeps."""
    from rich.console import Console

    from service.kinds.split.balances import balances_page
    from service.pages.terminal import show

    language, world, ledger = _opened(scenario, database, lang)
    with ledger:
        published = ledger.weeks(world.id)
        since = None if weeks is None or not published else published[-weeks:][0]
        balances = ledger.balances(world.id, since)
    if not balances:
        typer.echo(split_word("ledger_empty", language).format(town=world.label))
        return
    page = balances_page(world, balances, language, families=families)
    show(page, Console(highlight=False), language)


@ledger_app.command("correct", help="Ajouter une ligne visible / Add a visible line.")
def correct_ledger(
    scenario: ScenarioName,
    week: Annotated[str, typer.Option(metavar="AAAA-MM-JJ", help="Semaine / Week.")],
    association: Annotated[str, typer.Option(help="Structure / Association.")],
    family: Annotated[str, typer.Option(help="Famille / Family.")],
    kind: Annotated[
        Correction,
        typer.Option(help="received : écart reçu / difference; refused, returned."),
    ],
    kg: Annotated[float, typer.Option(help="kg.")],
    reason: Annotated[str, typer.Option(help="Pourquoi / Why.")],
    database: Database = None,
    lang: Spoken = None,
) -> None:
    """Add a correction to a published week; nothing written is ever changed."""
    from service.ledger import LedgerError

    language, world, ledger = _opened(scenario, database, lang)
    day = day_of(week)
    faults = faults_of(world, week, association, family, kind.value, kg, reason, language)
    with ledger:
        if faults or day is None:
            refuse(faults, language)
        try:
            ledger.correct(world.id, day, association, family, kind.value, kg, reason.strip())
        except LedgerError as error:
            refuse([error.text.in_(language)], language)
    typer.echo(split_word("corrected", language))


@ledger_app.command("export", help="Toutes les lignes en CSV / Every line as CSV.")
def export_ledger(
    scenario: ScenarioName,
    database: Database = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FICHIER", help="Fichier à écrire / File to write.")
    ] = None,
    lang: Spoken = None,
) -> None:
    """Write every line of a town, in the order in which they were written."""
    language, world, ledger = _opened(scenario, database, lang)
    with ledger:
        lines = ledger.entries(world.id)
    text = as_csv(lines)
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        refuse([cannot_write(out, error, language)], language)


def _opened(scenario: str, database: str | None, lang: Spoken) -> tuple[Language, Scenario, Ledger]:
    language = spoken(lang)
    found, faults = loaded(scenario, None, [], language)
    if found is None or faults:
        refuse(faults, language)
    language = spoken(lang, found.scenario)
    ledger = _ledger(database, language, make=False)
    if ledger is None:
        refuse([split_word("no_ledger", language).format(url=database or LEDGER_FILE)], language)
    return language, found.scenario, ledger
