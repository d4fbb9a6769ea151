"""The command ``ramasse``: weeks planned and split, ways of pooling compared, costs shared.

Engines are imported once the scenario is known to be good: ``check`` starts at once.
"""

from __future__ import annotations

import io
import sys
import threading
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language
from models.booking_study import BookingStudy
from service.asking.input_faults import cannot_write, limit_faults, loaded
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
from service.cli.pooling_commands import compare, costs, levers
from service.cli.replan_command import replan
from service.cli.roads import roads_app
from service.cli.serve import serve
from service.cli.split_commands import allocate, ledger_app
from service.cli.truck_commands import read, trucks
from service.cli.warehouse_commands import warehouse
from service.cli.workbooks import convert, template
from service.kinds.summary_lines import summary
from service.kinds.week.kind import TIME_LIMIT_S
from service.words.labels import colon, word

if TYPE_CHECKING:
    from models.study import Study
    from scenarios import Loaded
    from solver.settings import Settings, Watcher

app = typer.Typer(
    help="Logistique partagée de l'aide alimentaire / Shared logistics for food aid.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Engine(StrEnum):
    """Routing engine."""

    pyvrp = "pyvrp"
    ortools = "ortools"
    portfolio = "portfolio"


@app.command(help="Vérifier un scénario sans le planifier / Check a scenario without planning it.")
def check(
    scenario: ScenarioName,
    variant: VariantName = None,
    sets: Sets = None,
    lang: Spoken = None,
) -> None:
    """Print the faults of a scenario, or its warnings and a short summary."""
    language = spoken(lang)
    found, faults = loaded(scenario, variant, sets or [], language)
    if found is None or faults:
        refuse(faults, language)
    world = found.scenario
    language = spoken(lang, world)
    typer.echo(f"{word('good', language)} {world.label} ({world.variant})")
    for line in summary(world, language):
        typer.echo(line)
    if found.warnings:
        typer.echo(f"\n{word('warnings', language)}{colon(language).rstrip()}")
    for one in found.warnings:
        typer.echo(f"- {one.text.in_(language)}")


@app.command(help="Planifier la semaine / Plan the week.")
def run(
    scenario: ScenarioName,
    variant: VariantName = None,
    sets: Sets = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            help=f"Durée du calcul, en secondes ({TIME_LIMIT_S:g} par défaut) / "
            f"Seconds of search ({TIME_LIMIT_S:g} by default).",
        ),
    ] = None,
    iterations: Annotated[
        int | None,
        typer.Option(
            help="Nombre d'itérations au lieu d'une durée : résultat reproductible / "
            "Iterations instead of a time: a reproducible result.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Graine du hasard / Seed.")] = 1,
    engine: Annotated[
        Engine, typer.Option(help="Moteur de tournées / Routing engine.")
    ] = Engine.pyvrp,
    weeks: Annotated[
        int, typer.Option(help="Semaines simulées, 0 pour aucune / Simulated weeks, 0 for none.")
    ] = 200,
    bookings: Annotated[
        Path | None,
        typer.Option(
            metavar="ETUDE",
            help="Réservations de camions à respecter / Bookings of trucks to be kept.",
        ),
    ] = None,
    out: Out = None,
    lang: Spoken = None,
) -> None:
    """Plan a week, print its summary, write its files."""
    language = spoken(lang)
    faults = limit_faults(time_limit, iterations, seed, weeks, language)
    faults += folder_faults(out, language)
    booked = (
        None
        if bookings is None
        else read(bookings, BookingStudy, "bookings_unreadable", faults, language)
    )
    found, more = loaded(scenario, variant, sets or [], language)
    if found is None or faults or more:
        refuse(faults + more, language)
    if booked is not None:
        from solver.trucks.plan import with_bookings

        found = replace(found, scenario=with_bookings(found.scenario, booked))

    from service.kinds.week.kind import settings

    language = spoken(lang, found.scenario)
    chosen = settings(time_limit, iterations, seed=seed, engine=engine.value, weeks=weeks)
    study = _planned(found, chosen, language)
    files, fault = ((), "") if out is None else _written(study, out, language)
    _show(study, files, language)
    if out is None:
        typer.echo(f"\n{word('no_out', language)}")
    if fault:
        typer.echo(f"\n{fault}", err=True)
    if fault or study.violations:
        raise typer.Exit(FAILED)


@app.command(help="Le schéma JSON des scénarios / The JSON Schema of scenario files.")
def schema(
    out: Annotated[
        Path | None, typer.Option(metavar="FICHIER", help="Fichier à écrire / File to write.")
    ] = None,
    lang: Spoken = None,
) -> None:
    """Print the schema, or write it to a file."""
    from scenarios.schema import text

    if out is None:
        typer.echo(text(), nl=False)
        return
    try:
        out.write_text(text(), encoding="utf-8")
    except OSError as error:
        refuse([cannot_write(out, error, spoken(lang))], spoken(lang))


@app.command(help="Les scénarios fournis et leurs variantes / The scenarios that come with it.")
def scenarios() -> None:
    """Print the names of the library, each with its variants."""
    from scenarios import library, variants

    for name in library():
        named = variants(name)
        typer.echo(f"{name}: {named[0][1]}")
        wide = max(len(variant) for variant, _ in named)
        for variant, label in named:
            typer.echo(f"  {variant:<{wide}}  {label}")


app.command(help="Répartir la semaine équitablement / Split the week fairly.")(allocate)
app.command(help="Replanifier un jour en cours / Plan a running day again.")(replan)
app.command(help="Comparer des façons de faire / Compare ways of pooling.")(compare)
app.command(help="Partager les coûts, former les groupes / Share costs, form groups.")(costs)
app.command(help="Essayer un changement à la fois / Try one change at a time.")(levers)
app.command(help="Réserver les camions partagés / Book shared trucks.")(trucks)
app.command(help="Servir la page et l'API / Serve the page and the API.")(serve)
app.command(help="Un classeur à remplir / A workbook to fill in.")(template)
app.command(help="Passer de YAML à Excel, ou l'inverse / From YAML to Excel, or back.")(convert)
app.command(help="Partager un entrepôt / Share a warehouse.")(warehouse)
app.add_typer(ledger_app, name="ledger")
app.add_typer(roads_app, name="roads")


def main() -> None:
    """Run the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a narrow character set must not end a run
            stream.reconfigure(errors="replace")
    app()


def _planned(found: Loaded, settings: Settings, language: Language) -> Study:
    from rich.console import Console

    from service.cli.running import watched
    from solver.routing.base import UnsupportedError

    def work(tell: Watcher, stop: threading.Event) -> Study:
        from solver import study

        return study.run(found.scenario, settings, folder=found.folder, watch=tell, stop=stop)

    try:
        return watched(work, Console(stderr=True, highlight=False), language)
    except UnsupportedError as error:
        from service.kinds.week.kind import unsupported

        refuse([unsupported(error).in_(language)], language)


def _written(study: Study, out: Path, language: Language) -> tuple[tuple[Path, ...], str]:
    """Return the files, or why they could not be written: the plan is printed all the same."""
    from service.kinds.week.files import OWNED, contents
    from service.pages.outputs import place

    try:
        return place(contents(study, language), out, owned=OWNED), ""
    except OSError as error:
        return (), cannot_write(out, error, language)


def _show(study: Study, files: tuple[Path, ...], language: Language) -> None:
    from rich.console import Console

    from service.kinds.week.page import week_page
    from service.pages.terminal import show

    show(week_page(study, language), Console(highlight=False), language, files)
