"""The command of the 8:30 call: ``ramasse replan``."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language
from models.study import Study
from service.asking.input_faults import cannot_write, limit_faults
from service.cli.options import FAILED, Out, Spoken, folder_faults, refuse, spoken
from service.kinds.replan.call_faults import call_faults, files
from service.kinds.replan.call_options import Said, read_call
from service.kinds.replan.words import say

if TYPE_CHECKING:
    from models.replan import Replan
    from solver.settings import Watcher

TIME_LIMIT_S = 5.0
Named = list[str] | None


def replan(
    study: Annotated[
        Path,
        typer.Argument(metavar="ETUDE", help="Le study.json publié / The published study.json."),
    ],
    day: Annotated[
        str | None,
        typer.Option(help="Jour (mon, tue…) ; aujourd'hui sinon / Day; today otherwise."),
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(help="Heure HH:MM ; ce qui est commencé reste / Time; what began stays."),
    ] = None,
    absent: Annotated[
        Named,
        typer.Option(metavar="PERSONNE[:JOUR]", help="Ne vient pas / Does not come."),
    ] = None,
    down: Annotated[
        Named, typer.Option(metavar="VEHICULE[:JOUR]", help="En panne / Cannot drive.")
    ] = None,
    empty: Annotated[
        Named, typer.Option(metavar="MAGASIN", help="Ne donne rien / Gives nothing.")
    ] = None,
    gives: Annotated[
        Named, typer.Option(metavar="MAGASIN=KG", help="Donne une autre quantité / Gives X kg.")
    ] = None,
    surprise: Annotated[
        Named,
        typer.Option(
            metavar="LIEU,FAMILLE,KG[,HH:MM]",
            help="Palette imprévue, à prendre avant / Surprise pallet, to be fetched by.",
        ),
    ] = None,
    closed: Annotated[
        Named,
        typer.Option(metavar="ASSOCIATION[:JOUR]", help="Fermée / Closed."),
    ] = None,
    lock: Annotated[
        Named,
        typer.Option(
            metavar="TOURNEE[/RAMASSE]",
            help="À ne pas toucher : tournée, ou passage / Not to be touched: round, or stop.",
        ),
    ] = None,
    week: Annotated[
        bool,
        typer.Option("--week", help="Changer aussi les jours suivants / Change later days too."),
    ] = False,
    tolerance: Annotated[
        float,
        typer.Option(
            help="Part de changements en plus, pour la nourriture / More changes, for food."
        ),
    ] = 0.0,
    time_limit: Annotated[
        float | None,
        typer.Option(help=f"Secondes de calcul ({TIME_LIMIT_S:g}) / Seconds of search."),
    ] = None,
    iterations: Annotated[
        int | None,
        typer.Option(help="Effort reproductible au lieu d'une durée / Reproducible effort."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Graine du hasard / Seed.")] = 1,
    out: Out = None,
    lang: Spoken = None,
) -> None:
    """Plan a running week again with the fewest changes; say what moved and whom to call."""
    language = spoken(lang)
    faults = limit_faults(time_limit, iterations, seed, 0, language)
    faults += folder_faults(out, language)
    published = _read(study, faults, language)
    if published is None:
        refuse(faults, language)
    language = spoken(lang, published.scenario)
    said = Said(
        *(day, now, absent or (), down or (), empty or (), gives or (), surprise or ()),
        *(closed or (), lock or (), week, tolerance),
    )
    call, more = read_call(said, published.scenario, language)
    if call is not None:
        more += call_faults(published, call, language)
    if call is None or faults or more:
        refuse(faults + more, language)

    from rich.console import Console

    from service.cli.running import watched
    from service.kinds.replan.page import replan_page
    from service.kinds.week.files import OWNED
    from service.pages.outputs import place
    from service.pages.terminal import show
    from solver.replan.replan import replan as plan_again
    from solver.settings import Settings

    settings = Settings(
        time_limit_s=None if iterations is not None else time_limit or TIME_LIMIT_S,
        iterations=iterations,
        seed=seed,
        weeks=0,
    )

    def work(tell: Watcher, stop: threading.Event) -> Replan:
        return plan_again(published, call, settings=settings, watch=tell, stop=stop)

    made = watched(work, Console(stderr=True, highlight=False), language)
    written: tuple[Path, ...] = ()
    fault = ""
    if out is not None:
        try:
            written = place(files(made, published.plan, language), out, owned=OWNED)
        except OSError as error:
            fault = cannot_write(out, error, language)
    page = replan_page(made, published.plan, language)
    show(page, Console(highlight=False), language, written)
    if out is None:
        typer.echo(f"\n{say('no_out', language)}")
    if fault:
        typer.echo(f"\n{fault}", err=True)
    if fault or made.study.violations:
        raise typer.Exit(FAILED)


def _read(path: Path, faults: list[str], language: Language) -> Study | None:
    try:
        return Study.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        faults.append(say("unreadable", language, path=path))
        return None
